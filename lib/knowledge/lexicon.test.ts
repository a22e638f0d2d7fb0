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
  ["kubectl says connection refused since noon", "api down"],
  ["nothing assigns pods to nodes any more", "scheduler"],
  ["if a machine dies there is not enough room for the rest", "overcommit"],
  ["the import of last night is still running after ten hours", "job completion"],
  ["every alarm reaches us twice", "members inconsistent"],
  ["the drive of the mirror has failed", "raid disk failure"],
  ["outgoing traffic has tripled over the weekend", "egress"],
  ["a guest panicked during the night", "vm panic"],
  ["nodes with different releases of the daemons", "version mismatch"],
])("%j may mean %s", (text, words) => {
  expect(means(text, words)).toBe(true);
});

test("words that stand far apart mean nothing together", () => {
  const far = Array.from({ length: 30 }, (_, index) => `word${index}`).join(" ");
  expect(means(`no memory ${far} is left`, "oom")).toBe(false);
});

test("says which words brought a meaning in", () => {
  expect([...meaningsOf("the disk is full").values()].map(({ by }) => by)).toContain("disk full");
});
