import { expect, test } from "vitest";
import { type AskingText, joinReadings, offeredOf } from "./join-readings.ts";
import { type FittingRunbook, offeredFrom, type RankedRunbook } from "./rank-runbooks.ts";

const fitting = (id: string, fit: number, plainFit = fit): FittingRunbook => ({
  id,
  title: id,
  section: { ordinal: 0, path: [] },
  fit,
  plainFit,
  because: [],
});
const ranked = (id: string, score: number): RankedRunbook => {
  const { fit: _, plainFit: __, ...rest } = fitting(id, 0);
  return { ...rest, score };
};
const alert: AskingText = { isAlert: true, sentences: 1, unheard: 0 };
const words: AskingText = { ...alert, isAlert: false };

test("the wide reading decides the order where the close one is nearly undecided", () => {
  const close = [fitting("a", 0.7), fitting("b", 0.6)];
  const wide = [fitting("b", 1.2), fitting("a", 0.7)];
  expect(joinReadings(close, wide, alert).map(({ id }) => id)).toEqual(["b", "a"]);
});

test("people's own words are ordered by the fit that is made for them, an alert's are not", () => {
  const both = [fitting("name", 1.2, 0.8), fitting("meaning", 1, 1.1)];
  expect(joinReadings(both, both, words).map(({ id }) => id)).toEqual(["meaning", "name"]);
  expect(joinReadings(both, both, alert).map(({ id }) => id)).toEqual(["name", "meaning"]);
});

test("the more of people's words the shelf has never heard of, the more a runbook has to fit", () => {
  const one = [fitting("a", 1)];
  const scoreFor = (unheard: number) => joinReadings(one, one, { ...words, unheard })[0]?.score ?? 0;
  expect(scoreFor(0.6)).toBeLessThan(scoreFor(0.1));
});

test("the more a text says, the more a runbook has to fit", () => {
  const one = [fitting("a", 1)];
  const scores = [1, 5, 40].map(
    (sentences) => joinReadings(one, one, { ...words, sentences })[0]?.score ?? 0,
  );
  expect(scores).toEqual(scores.toSorted((x, y) => y - x));
  expect(new Set(scores).size).toBe(3);
});

test("nothing is offered unless one of the first three fits, and what fits nearly as well comes with it", () => {
  const near = ranked("near", offeredFrom / 2);
  const right = ranked("right", offeredFrom * 2);
  expect(offeredOf([near, near, near, right], 5)).toEqual([]);
  expect(offeredOf([near, right, ranked("far", 0.001)], 3)).toEqual([near, right]);
  expect(offeredOf([right, near], 1)).toEqual([right]);
});
