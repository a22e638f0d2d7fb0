import { expect, test } from "vitest";
import { meaningsOf } from "./lexicon.ts";
import { termsOf } from "./terms.ts";

const means = (text: string, words: string) => {
  const meanings = meaningsOf(text);
  return termsOf(words).every((term) => meanings.has(term));
};

test.each([
  ["The worker was killed: OOM", "memory"],
  ["The volume claim of the shop is at its end", "pvc"],
  ["write failed, no space left on device", "filesystem"],
  ["Auf dem Server ist die Festplatte voll", "disk"],
  ["сертификат истекает завтра", "certificate expiration"],
  ["报表服务器磁盘空间不足", "filesystem"],
  ["its certificate ran out last night", "certificate expiration"],
])("%j may mean %s", (text, words) => {
  expect(means(text, words)).toBe(true);
});

test("words that stand far apart mean nothing together", () => {
  const far = Array.from({ length: 30 }, (_, index) => `word${index}`).join(" ");
  expect(means(`no memory ${far} is left`, "oom")).toBe(false);
});

test("says which words brought a meaning in", () => {
  expect([...meaningsOf("the disk is full").values()]).toContain("disk full");
});
