import { expect, test } from "vitest";
import type { SetMakeup } from "../contracts/eval-set.ts";
import { leastOfLevel, leastTexts, leastUrgent, whyUnfit } from "./fit-to-judge.ts";

const fit: SetMakeup = {
  texts: leastTexts,
  urgent: leastUrgent,
  levels: { P0: leastOfLevel, P1: leastOfLevel, P2: leastOfLevel, P3: leastOfLevel },
};

test("a set with just enough of everything is fit to judge", () => {
  expect(whyUnfit(fit)).toEqual([]);
});

test.each<[string, Partial<SetMakeup>, string]>([
  ["copies and too few cases", { texts: leastTexts - 1 }, "99 labelled cases with different texts"],
  ["too little that is urgent", { urgent: leastUrgent - 1 }, "9 cases that must be called P0 or P1"],
  [
    "levels that hardly occur",
    { levels: { P0: 0, P1: leastOfLevel, P2: leastOfLevel - 1, P3: leastOfLevel } },
    "P0 (0), P2 (4)",
  ],
])("%s: it is said in words", (_, lacks, words) => {
  expect(whyUnfit({ ...fit, ...lacks })).toEqual([expect.stringContaining(words)]);
});

test("an empty set lacks everything", () => {
  expect(whyUnfit({ texts: 0, urgent: 0, levels: { P0: 0, P1: 0, P2: 0, P3: 0 } })).toHaveLength(3);
});
