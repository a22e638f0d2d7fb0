import { expect, test } from "vitest";
import { fuseRanks, type NearSection } from "./fuse-ranks.ts";
import { offeredFrom, type RankedRunbook } from "./rank-runbooks.ts";

const section = { ordinal: 0, path: ["What to do"] };
const word = (id: string, score: number): RankedRunbook => ({ id, title: id, section, score, because: [] });
const near = (id: string, cosine: number): NearSection => ({ id, title: id, section, cosine });
/** Enough others that nearness has a mean. */
const others = Array.from({ length: 30 }, (_, index) => near(`other-${index}`, 0.1 + (index % 5) / 100));
const idsOf = (ranked: readonly RankedRunbook[]) => ranked.map(({ id }) => id);

test("what both find comes before what one of them finds", () => {
  const fused = fuseRanks([word("a", 0.8), word("b", 0.7)], [near("b", 0.7), near("c", 0.6), ...others]);
  expect(idsOf(fused).slice(0, 3)).toEqual(["b", "a", "c"]);
});

test("what only the embedding finds is offered, and no step points to it", () => {
  const [first] = fuseRanks([word("a", offeredFrom / 2)], [near("c", 0.9), ...others]);
  expect(first).toMatchObject({ id: "c", score: 0.55 });
});

test("what is near to nothing leaves the words as they are", () => {
  const byWords = [word("a", 0.8), word("b", 0.05)];
  const fused = fuseRanks(byWords, others);
  expect(fused.filter(({ score }) => score >= offeredFrom)).toEqual([byWords[0]]);
});

test("a small shelf offers only what is really near", () => {
  expect(idsOf(fuseRanks([], [near("a", 0.45), near("b", 0.6)]))).toEqual(["b"]);
});

test("of a runbook its nearest section counts", () => {
  const told = { ...near("a", 0.8), section: { ordinal: 3, path: ["Diagnosis"] } };
  expect(fuseRanks([], [near("a", 0.2), told, ...others])[0]?.section).toEqual(told.section);
});
