import fc from "fast-check";
import { expect, test } from "vitest";
import { codesOf, joinedTerms, nameKey, termsOf } from "./terms.ts";

test.each([
  ["MountNearlyFull", ["mount", "nearli", "full"]],
  ["HTTPServerDown", ["http", "server", "down"]],
  ["queue_depth_total", ["queue", "depth", "total"]],
  ["the VMs restarted", ["vms", "restart"]],
  ["worker answers 503 on 7", ["worker", "answer", "503"]],
  ["Die Festplatte ist voll", ["festplatt", "voll"]],
])("reads %j as %j", (text, terms) => {
  expect(termsOf(text)).toEqual(terms);
});

test("an error code is one term, with or without its hyphen", () => {
  expect(codesOf("ABC-00042 and E1207, not host-12")).toEqual(["abc00042", "e1207"]);
});

test("neighbours are also one word, as other people write them", () => {
  expect(joinedTerms(termsOf("file system check"))).toContain(termsOf("filesystem")[0]);
});

test("a name is the same in every spelling", () => {
  expect(nameKey("KubeThing_Down")).toBe(nameKey("kube-thing-down"));
});

test("a term is letters and digits in lower case, whatever the text, so that it can stand in a search vector", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 100 }), (text) => {
      const terms = [...termsOf(text), ...codesOf(text), ...joinedTerms(termsOf(text))];
      expect(terms.filter((term) => !/^[\p{L}\p{N}]+$/u.test(term))).toEqual([]);
    }),
  );
});
