import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalLines, fingerprint, incidentKey } from "./fingerprint.ts";

const alertmanager = (alert: Record<string, unknown>, status = "firing") =>
  JSON.stringify({ version: "4", receiver: "ops", status, alerts: [{ status, ...alert }] });

const sameIncident: [string, string, string][] = [
  ["time of day", "502 on /checkout since 10:02, all regions", "502 on /checkout since 23:47, all regions"],
  [
    "date and zone",
    "Backup failed at 2026-03-01T02:00:11Z",
    "Backup failed at 2026-03-02T02:00:09.412+01:00",
  ],
  ["date in words", "Outage since March 3, 2026", "Outage since April 17, 2026"],
  ["weekday", "VPN drops since Monday", "VPN drops since Thursday"],
  [
    "syslog time",
    "Mar  3 04:11:09 sshd[4121]: fatal: no matching cipher",
    "Mar 14 17:00:10 sshd[991]: fatal: no matching cipher",
  ],
  ["case and blanks", "Checkout   DOWN for all users", "checkout down for ALL users"],
  [
    "uuid",
    "Order 7f1d9a52-0f6c-4f0e-9d6b-0a1c2b3d4e5f stuck",
    "Order 11111111-2222-4333-8444-555555555555 stuck",
  ],
  [
    "commit",
    "Deploy of 9fceb02d0ae598e95dc970b74767f19372d61af8 failed",
    "Deploy of 1c002dd4b536e7479fe34593e72e6c6c1819e53b failed",
  ],
  ["address", "Connection refused to 10.0.3.17:5432", "Connection refused to 192.168.9.4:5432"],
  ["IPv6 address", "No route to fe80::1ff:fe23:4567:890a", "No route to 2001:db8::8a2e:370:7334"],
  ["MAC address", "Port flapping, mac 00:1b:44:11:3a:b7", "Port flapping, mac 3c:22:fb:9a:01:ff"],
  ["host number", "db-prod-03 does not answer", "db-prod-11 does not answer"],
  ["host without hyphen", "web01 out of memory", "web17 out of memory"],
  ["full host name", "Ping to web3.eu.example.com lost", "Ping to web12.eu.example.com lost"],
  ["host name from an address", "ip-10-1-2-3 NotReady", "ip-10-9-88-41 NotReady"],
  [
    "pod",
    "Pod billing/api-7d9f8c6b54-x2k9q CrashLoopBackOff",
    "Pod billing/api-5c4b7f9d88-qq7zr CrashLoopBackOff",
  ],
  ["port", "instance redis-7:9121 is down", "instance redis-2:9134 is down"],
  ["pid and thread", "ERROR pid 4121 thread-17 pool exhausted", "ERROR pid 77 thread-3 pool exhausted"],
  ["ticket number", "INC0045321: printer offline on floor two", "INC0099871: printer offline on floor two"],
  ["path ids", "GET /api/v1/orders/48213/items 502", "GET /api/v1/orders/7/items 502"],
  [
    "query string",
    "Timeout on https://shop.example.com/search?q=red+shoes&page=3",
    "Timeout on https://shop.example.com/search?q=hats",
  ],
  ["near percentage", "Disk /var 86.8% full", "Disk /var 92.1% full"],
  ["near duration", "Job export took 31 minutes", "Job export took 42 minutes"],
  ["near size", "Heap dump of 2.1 GB written", "Heap dump of 3.4 GB written"],
  ["near count", "Queue invoices has 2310 messages", "Queue invoices has 4127 messages"],
  ["attempt", "Payment webhook failed, attempt 2/5", "Payment webhook failed, attempt 4/5"],
  ["source line", "NullPointerException at Cart.java:141", "NullPointerException at Cart.java:147"],
  ["memory address", "segfault at 0x7ffdeadbeef01234 in libssl", "segfault at 0x7f00aa11bb22cc33 in libssl"],
  [
    "e-mail address",
    "User anna.k@example.com cannot see invoices",
    "User piotr@example.org cannot see invoices",
  ],
  ["repeated lines", "ERROR pool exhausted\nERROR pool exhausted", "ERROR pool exhausted"],
  ["key order of JSON", '{"msg":"disk failing","host":"nas-4"}', '{"host":"nas-9","msg":"disk failing"}'],
  [
    "volatile keys of an alert",
    alertmanager({
      labels: { alertname: "KafkaLag", instance: "kafka-1:9308" },
      startsAt: "2026-01-01T00:00:00Z",
      fingerprint: "aa11",
    }),
    alertmanager({
      fingerprint: "ff99",
      generatorURL: "http://p/graph?g0",
      startsAt: "2026-02-02T10:00:00Z",
      labels: { instance: "kafka-3:9308", alertname: "KafkaLag" },
    }),
  ],
  [
    "number and order of instances in an alert",
    JSON.stringify({
      alerts: ["kafka-1", "kafka-2"].map((instance) => ({
        status: "firing",
        labels: { alertname: "KafkaLag", instance },
      })),
    }),
    JSON.stringify({
      alerts: ["kafka-9"].map((instance) => ({
        status: "firing",
        labels: { alertname: "KafkaLag", instance },
      })),
    }),
  ],
  [
    "layout of an alert",
    alertmanager({
      labels: { alertname: "KafkaConsumerLag", instance: "kafka-1:9308" },
      annotations: { summary: "Consumer lag is high" },
    }),
    "[FIRING:2] KafkaConsumerLag (kafka-7:9308)\n\nLabels\n - alertname = KafkaConsumerLag\n - instance = kafka-7:9308\nAnnotations\n - summary = Consumer lag is high\nStartsAt = 2026-01-12T20:03:39Z\nSource: Alertmanager",
  ],
];

const otherIncident: [string, string, string][] = [
  ["fuller disk", "Disk /var 12% full", "Disk /var 99% full"],
  ["last percent", "Disk /var 92% full", "Disk /var 100% full"],
  ["environment", "Checkout down in production", "Checkout down in staging"],
  ["environment in a host name", "db-prod-03 does not answer", "db-staging-03 does not answer"],
  ["service", "Service billing returns 502", "Service search returns 502"],
  ["role of a host", "web-01 does not answer", "db-01 does not answer"],
  ["status code", "Checkout answers 502", "Checkout answers 404"],
  ["status code, neighbour", "upstream returned 503 for /login", "upstream returned 504 for /login"],
  ["Oracle error", "ORA-00060 while booking", "ORA-01555 while booking"],
  ["Oracle error, lower case", "job failed with ora-00060", "job failed with ora-00054"],
  ["Windows status", "Update failed 0x80070005", "Update failed 0x80070070"],
  ["blue screen", "Stop code 0x0000007b", "Stop code 0x000000d1"],
  ["SQLSTATE", "SQLSTATE 40P01 in orders", "SQLSTATE 23505 in orders"],
  ["MySQL error", "ERROR 1045 (28000): Access denied", "ERROR 1213 (40001): Access denied"],
  ["exit code", "Container exited with exit code 137", "Container exited with exit code 1"],
  ["vulnerability", "CVE-2022-42889 in commons-text", "CVE-2021-44228 in commons-text"],
  ["up and down", "Router core is up", "Router core is down"],
  ["resolved", "[FIRING:1] HostDown\nalertname = HostDown", "[RESOLVED] HostDown\nalertname = HostDown"],
  [
    "status inside JSON",
    alertmanager({ labels: { alertname: "HostDown" } }),
    alertmanager({ labels: { alertname: "HostDown" } }, "resolved"),
  ],
  ["table", "Deadlock on table orders", "Deadlock on table customers"],
  ["version", "Crash after upgrade to 2.53.14", "Crash after upgrade to 2.53.18"],
  ["API version", "GET /v1/pay fails", "GET /v2/pay fails"],
  ["release", "Errors since release 8.2", "Errors since release 8.3"],
  ["region", "Latency high in us-east-1", "Latency high in us-east-2"],
  ["continent", "Latency high in eu-west-1", "Latency high in us-west-1"],
  ["magnitude of users", "15 users cannot log in", "12,000 users cannot log in"],
  ["one and many", "1 node of the cluster is gone", "40 nodes of the cluster are gone"],
  ["share of nodes", "1 of 3 brokers down", "3 of 3 brokers down"],
  ["none and some", "0 replicas available", "7 replicas available"],
  ["magnitude of a delay", "Replication lag 4 s", "Replication lag 3 hours"],
  ["time left", "Certificate expires in 2 days", "Certificate expires in 60 days"],
  ["magnitude of size", "Only 300 MB left on /data", "Only 800 GB left on /data"],
  ["negation", "Customers are affected", "Customers are not affected"],
  ["direction", "Free space below 10%", "Free space above 10%"],
  ["direction by sign", "free space < 10%", "free space > 10%"],
  ["order of words", "Primary failed, replica healthy", "Replica failed, primary healthy"],
  [
    "severity of an alert",
    alertmanager({ labels: { alertname: "DiskFull", severity: "warning" } }),
    alertmanager({ labels: { alertname: "DiskFull", severity: "critical" } }),
  ],
  [
    "cluster of an alert",
    alertmanager({ labels: { alertname: "DiskFull", cluster: "eu-main-1" } }),
    alertmanager({ labels: { alertname: "DiskFull", cluster: "us-main-1" } }),
  ],
  [
    "alert name",
    alertmanager({ labels: { alertname: "HostCpuHigh" } }),
    alertmanager({ labels: { alertname: "HostMemoryHigh" } }),
  ],
  ["exception", "java.lang.NullPointerException in Cart.add", "java.lang.OutOfMemoryError in Cart.add"],
  ["person", "Account alice is locked", "Account bob is locked"],
  ["percentile", "p50 latency of search high", "p99 latency of search high"],
  [
    "amounts of an alert that change places",
    "[FIRING:1] HostLoad\n - summary = cpu 12% memory 99%",
    "[FIRING:1] HostLoad\n - summary = cpu 99% memory 12%",
  ],
  [
    "alerts that change their states",
    JSON.stringify({
      alerts: [
        { status: "firing", labels: { alertname: "A" } },
        { status: "resolved", labels: { alertname: "B" } },
      ],
    }),
    JSON.stringify({
      alerts: [
        { status: "resolved", labels: { alertname: "A" } },
        { status: "firing", labels: { alertname: "B" } },
      ],
    }),
  ],
  [
    "parts of JSON that change their states",
    JSON.stringify({ primary: { state: "up" }, replica: { state: "down" } }),
    JSON.stringify({ primary: { state: "down" }, replica: { state: "up" } }),
  ],
  [
    "items of JSON that change their states",
    JSON.stringify([
      { node: "north", state: "up" },
      { node: "south", state: "down" },
    ]),
    JSON.stringify([
      { node: "north", state: "down" },
      { node: "south", state: "up" },
    ]),
  ],
  ["only numbers", "12345", "67890"],
  ["only signs", "!!!", "???"],
  ["other scripts", "データベースが停止しました", "サーバーが停止しました"],
];

describe("takes for the same incident whatever differs only in", () => {
  test.each(sameIncident)("%s", (_, first, second) => {
    expect(canonicalLines(second)).toEqual(canonicalLines(first));
    expect(fingerprint(second)).toBe(fingerprint(first));
  });
});

describe("keeps apart what differs in", () => {
  test.each(otherIncident)("%s", (_, first, second) => {
    expect(fingerprint(second), canonicalLines(first).join(" | ")).not.toBe(fingerprint(first));
  });
});

describe("fingerprint", () => {
  test("is 16 hexadecimal characters and the same every time, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: "binary" }), fc.json(), fc.string({ unit: "grapheme" })),
        (text) => {
          const first = fingerprint(text);
          expect(first).toMatch(/^[0-9a-f]{16}$/);
          expect(fingerprint(text)).toBe(first);
        },
      ),
    );
  });

  test("does not depend on time, address or id put into a sentence", () => {
    const octet = fc.integer({ min: 1, max: 254 });
    const accident = fc.record({
      at: fc.date({ min: new Date(2000, 0), max: new Date(2090, 0), noInvalidDate: true }),
      ip: fc.tuple(octet, octet, octet, octet).map((octets) => octets.join(".")),
      id: fc.uuid(),
      pid: fc.integer({ min: 1, max: 4_000_000 }),
      host: fc.integer({ min: 1, max: 999 }),
    });
    const say = ({
      at,
      ip,
      id,
      pid,
      host,
    }: {
      at: Date;
      ip: string;
      id: string;
      pid: number;
      host: number;
    }) =>
      `${at.toISOString()} ERROR app-prod-${host} [pid ${pid}] request_id=${id} ${ip}: payment provider answered 503`;
    fc.assert(
      fc.property(
        accident,
        accident,
        (first, second) => fingerprint(say(first)) === fingerprint(say(second)),
      ),
    );
  });

  test.each([
    ["digits", "1".repeat(100_000)],
    ["dotted digits", "1.".repeat(50_000)],
    ["colons and digits", "1:".repeat(50_000)],
    ["hexadecimal", "a1".repeat(50_000)],
    ["hexadecimal groups", "ab:".repeat(33_000)],
    ["hyphens", "a-1".repeat(33_000)],
    ["brackets", "[".repeat(100_000)],
    ["braces", `${'{"a":'.repeat(16_000)}1`],
    ["at signs", "a@".repeat(50_000)],
    ["question marks", "a?b=".repeat(25_000)],
    ["month names", "january ".repeat(12_500)],
    ["commas", "1,111".repeat(20_000)],
    ["letters", "x".repeat(100_000)],
    ["slashes", "a/".repeat(50_000)],
    ["lines", "error 5 at line 7\n".repeat(5_000)],
    ["number words", "id ".repeat(33_000)],
    ["blanks", " ".repeat(100_000)],
  ])("reads 100,000 characters of %s", (_, text) => {
    expect(fingerprint(text)).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe("incidentKey", () => {
  const parts = {
    fingerprint: "0123456789abcdef",
    service: "checkout",
    environment: "production",
    promptVersion: "p1",
    policyVersion: "v1",
    schemaVersion: 1,
    models: ["openai:a", "openai:b"],
  };
  const key = incidentKey(parts);

  test("is the same for the same parts, and a service is the same in any case", () => {
    expect(incidentKey({ ...parts, service: " Checkout" })).toBe(key);
  });

  test.each([
    ["fingerprint", { fingerprint: "fedcba9876543210" }],
    ["service", { service: "search" }],
    ["missing service", { service: null }],
    ["environment", { environment: "staging" }],
    ["missing environment", { environment: null }],
    ["prompt", { promptVersion: "p2" }],
    ["policy", { policyVersion: "v2" }],
    ["shape of the card", { schemaVersion: 2 }],
    ["models", { models: ["openai:a"] }],
    ["order of the models", { models: ["openai:b", "openai:a"] }],
  ])("is another one for another %s", (_, change) => {
    expect(incidentKey({ ...parts, ...change })).not.toBe(key);
  });
});

test("a placeholder is the same word whatever its number", () => {
  const report = (person: string, password: string) =>
    fingerprint(`login of ${person} fails at checkout, password=${password} was refused, retry later`);
  expect(report("[email-12]", "[password-3]")).toBe(report("[email-1]", "[password-1]"));
  expect(report("[email-1]", "[password-1]")).not.toBe(report("[email-1]", "[aws-key-1]"));
});
