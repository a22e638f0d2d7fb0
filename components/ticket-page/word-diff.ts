import { diffWordsWithSpace } from "diff";

/** A stretch of words that two texts share, or that only one of them has. */
export interface WordPart {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Below this share of common characters a mixture of both texts is harder to read than one after the other. */
const leastCommon = 0.3;

/** What differs between two texts, word by word; texts with little in common stand as a whole, one after the other. */
export function wordDiff(before: string, after: string): WordPart[] {
  const parts = diffWordsWithSpace(before, after).map(
    ({ value, added, removed }): WordPart => ({
      kind: added ? "added" : removed ? "removed" : "same",
      text: value,
    }),
  );
  const common = parts.reduce((sum, { kind, text }) => sum + (kind === "same" ? text.trim().length : 0), 0);
  if (common >= leastCommon * Math.max(before.length, after.length)) return parts;
  return [
    { kind: "removed" as const, text: before },
    { kind: "added" as const, text: after },
  ].filter(({ text }) => text !== "");
}

/** The steps that differ, each with its place; steps that cannot be told apart are one text. */
export function stepPairs(
  before: string,
  after: string,
): { place: number | null; before: string; after: string }[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  if (old.length !== now.length) return [{ place: null, before, after }];
  return now.flatMap((step, index) =>
    step === old[index] ? [] : [{ place: index + 1, before: old[index] ?? "", after: step }],
  );
}
