import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createSealer } from "./seal.ts";

const sealer = createSealer("a secret of this instance, long enough");
const same = createSealer("a secret of this instance, long enough");
const other = createSealer("a secret of this instance, long enough!");
const address = "https://hooks.example.com/done?token=s3cr3t-value";

test("what was sealed is opened again, by whoever has the same secret", () => {
  void fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(same.open(sealer.seal(text))).toBe(text.toWellFormed());
    }),
  );
});

test("what is stored tells nothing of it, and is another one each time", () => {
  const [first, second] = [sealer.seal(address), sealer.seal(address)];
  expect(first).not.toBe(second);
  for (const part of ["hooks", "token", "s3cr3t"]) {
    expect(first).not.toContain(part);
    expect(Buffer.from(first.slice("sealed:v1:".length), "base64url").toString("latin1")).not.toContain(part);
  }
});

test("another secret opens nothing", () => {
  expect(other.open(sealer.seal(address))).toBeNull();
});

test("what was changed is not opened", () => {
  const sealed = sealer.seal(address);
  void fc.assert(
    fc.property(fc.nat({ max: sealed.length - 1 }), fc.constantFrom("A", "B", "-"), (at, letter) => {
      const changed = sealed.slice(0, at) + letter + sealed.slice(at + 1);
      const same = Buffer.from(changed, "base64url").equals(Buffer.from(sealed, "base64url"));
      if (same || !changed.startsWith("sealed:v1:")) return;
      expect(sealer.open(changed)).toBeNull();
    }),
  );
  expect(sealer.open("sealed:v1:")).toBeNull();
});

test("an address from before anything was sealed is still there", () => {
  expect(sealer.open(address)).toBe(address);
});

test("a digest is the same for the same text and secret only", () => {
  expect(sealer.digest(address)).toBe(sealer.digest(address));
  expect(sealer.digest(address)).not.toBe(sealer.digest(`${address}x`));
  expect(sealer.digest(address)).not.toBe(other.digest(address));
});
