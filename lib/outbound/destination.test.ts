import { expect, test } from "vitest";
import { destinationOf } from "./destination.ts";

const refusalOf = (address: string, allowLoopback = false) => {
  const destination = destinationOf(address, { allowLoopback });
  return "refusal" in destination ? destination.refusal : null;
};

test.each([
  "https://hooks.example.com/x",
  "https://hooks.example.com:8443/x?y=1#z",
  "https://8.8.8.8/",
  "https://[2600:1901::1]/",
  "https://hooks.example.com./",
])("%s is a destination", (address) => {
  expect(refusalOf(address)).toBeNull();
});

test.each([
  "https://127.0.0.1/",
  "https://127.8.9.1/",
  "https://2130706433/",
  "https://0x7f000001/",
  "https://0x7f.1/",
  "https://0177.0.0.1/",
  "https://127.1/",
  "https://１２７.0.0.1/",
  "https://127.0.0.1./",
  "https://localhost/",
  "https://localhost./",
  "https://LOCALHOST/",
  "https://api.localhost/",
  "https://[::1]/",
  "https://[::ffff:127.0.0.1]/",
  "https://[64:ff9b::7f00:1]/",
])("%s is this machine: only where loopback is allowed", (address) => {
  expect(refusalOf(address)).toBe("internal_address");
  expect(refusalOf(address, true)).toBeNull();
});

test.each([
  "https://0.0.0.0/",
  "https://0/",
  "https://10.0.0.1/",
  "https://172.31.255.255/",
  "https://192.168.1.1/",
  "https://169.254.169.254/latest/meta-data",
  "https://168.63.129.16/machine",
  "https://100.100.100.200/",
  "https://100.64.0.1/",
  "https://192.0.0.192/",
  "https://198.18.0.1/",
  "https://203.0.113.9/",
  "https://224.0.0.1/",
  "https://240.0.0.1/",
  "https://255.255.255.255/",
  "https://[::]/",
  "https://[::7f00:1]/",
  "https://[::ffff:10.0.0.1]/",
  "https://[::ffff:0:7f00:1]/",
  "https://[64:ff9b::a9fe:a9fe]/",
  "https://[64:ff9b:1::1]/",
  "https://[2002:a00:1::]/",
  "https://[2001::1]/",
  "https://[2001:db8::1]/",
  "https://[fe80::1]/",
  "https://[fec0::1]/",
  "https://[fd00:ec2::254]/",
  "https://[ff02::1]/",
  "https://[100::1]/",
  "https://[4000::1]/",
  "https://metadata/",
  "https://metadata.google.internal/computeMetadata/v1/",
  "https://printer.local/",
  "https://vault.default.svc.cluster.local/",
  "https://intranet/",
])("%s is nobody else's business", (address) => {
  expect(refusalOf(address)).toBe("internal_address");
  expect(refusalOf(address, true)).toBe("internal_address");
});

test.each([
  ["hooks.example.com", "not_a_url"],
  ["//hooks.example.com/x", "not_a_url"],
  ["https://", "not_a_url"],
  ["https://[fe80::1%25eth0]/", "not_a_url"],
  ["http://hooks.example.com/", "not_https"],
  ["http://10.0.0.1/", "not_https"],
  ["file:///etc/passwd", "not_https"],
  ["gopher://127.0.0.1:6379/_PING", "not_https"],
  ["https://me:secret@hooks.example.com/", "credentials"],
  ["https://token@hooks.example.com/", "credentials"],
])("%s is refused: %s", (address, refusal) => {
  expect(refusalOf(address)).toBe(refusal);
  expect(refusalOf(address, true)).toBe(refusal);
});

test("plain http goes to this machine alone, and only where loopback is allowed", () => {
  expect(refusalOf("http://127.0.0.1:5678/hook")).toBe("not_https");
  expect(refusalOf("http://127.0.0.1:5678/hook", true)).toBeNull();
});
