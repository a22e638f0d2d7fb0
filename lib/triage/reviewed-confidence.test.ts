import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Category, categories } from "#lib/contracts/vocabulary.ts";
import { thresholdPoints } from "./review-threshold.ts";
import {
  calibrateCard,
  calibratedConfidence,
  fitCalibration,
  type ReviewedCard,
} from "./reviewed-confidence.ts";

const many = (
  count: number,
  right: number,
  { stated = 0.9, category = "data" as Category, reviewShare = 1 } = {},
): ReviewedCard[] =>
  Array.from({ length: count }, (_, index) => ({
    path: "rules",
    category,
    stated,
    right: index < right,
    reviewShare,
  }));

const versionOf = (cards: readonly ReviewedCard[]) => ({
  version: "cal_1",
  fittedAt: "2026-01-05T10:00:00.000Z",
  fittedBy: "queue",
  n: cards.length,
  content: fitCalibration(cards),
});
const card = { path: "rules", category: "data", stated: 0.9 } as const;

describe("a calibration", () => {
  test("says nothing before the first, nor with too few reviewed cards, and tells how many there are", () => {
    expect(calibrateCard(null, card)).toMatchObject({
      state: "not_calibrated",
      confidence: 0.9,
      n: 0,
      version: null,
    });
    expect(calibrateCard(versionOf(many(99, 50)), card)).toMatchObject({
      state: "not_calibrated",
      confidence: 0.9,
      n: 99,
      needed: 100,
      basis: null,
    });
  });

  test("says how often such cards were right", () => {
    const said = calibrateCard(versionOf(many(400, 240)), card);
    expect(said).toMatchObject({ state: "calibrated", basis: "path_and_category", n: 400, band: "low" });
    expect(said.confidence).toBeCloseTo(0.6, 1);
  });

  test("never lends the cards of one path to another", () => {
    expect(calibrateCard(versionOf(many(400, 240)), { ...card, path: "model" }).state).toBe("not_calibrated");
  });

  test("draws a category with few cards towards its path, and leaves one with many where it is", () => {
    const wrong = (count: number) =>
      calibratedConfidence(
        fitCalibration([...many(300, 270), ...many(count, count * 0.5, { category: "app" })]),
        {
          ...card,
          category: "app",
        },
      );
    const [none, few, lots] = [wrong(0), wrong(20), wrong(200)];
    expect(none).toBeCloseTo(0.9, 1);
    expect(few).toBeLessThan(none);
    expect(few).toBeGreaterThan(lots);
    expect(lots).toBeLessThan(0.66);
  });

  test("counts a card of a small sample for those like it that nobody saw", () => {
    const asked = many(100, 50);
    const sampled = many(100, 100, { reviewShare: 0.05 });
    const plain = calibratedConfidence(fitCalibration([...asked, ...many(100, 100)]), card);
    const honest = calibratedConfidence(fitCalibration([...asked, ...sampled]), card);
    expect(plain).toBeCloseTo(0.75, 1);
    expect(honest).toBeGreaterThan(0.93);
  });

  test("never falls where the card says more, whatever was reviewed", () => {
    const reviewed = fc.record({
      path: fc.constant("rules" as const),
      category: fc.constantFrom(...categories),
      stated: fc.double({ min: 0, max: 1, noNaN: true }),
      right: fc.boolean(),
      reviewShare: fc.double({ min: 0.01, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(reviewed, { minLength: 90, maxLength: 200 }),
        fc.constantFrom(...categories),
        (cards, category) => {
          const content = fitCalibration(cards);
          const line = Array.from({ length: 21 }, (_, step) =>
            calibratedConfidence(content, { path: "rules", category, stated: step / 20 }),
          );
          for (const each of line) expect(each).toBeGreaterThanOrEqual(0);
          for (const each of line) expect(each).toBeLessThanOrEqual(1);
          for (const [index, each] of line.entries())
            expect(each).toBeGreaterThanOrEqual((line[index - 1] ?? 0) - 1e-9);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("what a threshold costs", () => {
  const reviewed = [...many(50, 50, { stated: 0.95 }), ...many(50, 25, { stated: 0.5 })];
  const counts = [
    { hundredths: 50, cards: 300, otherwiseReviewed: 0 },
    { hundredths: 95, cards: 700, otherwiseReviewed: 70 },
  ];
  const points = thresholdPoints({ reviewed, calibration: {}, counts, days: 10, spotCheckShare: 0.1 });
  const at = (threshold: number) => points.find((point) => point.threshold === threshold);

  test("is told with how right the cards above it are, and how surely that is known", () => {
    expect(at(0)).toMatchObject({ precision: 0.75, n: 100 });
    expect(at(0.6)).toMatchObject({ precision: 1, high: 1, n: 50 });
    expect(at(0.6)?.low).toBeCloseTo(0.929, 3);
    expect(at(1)).toMatchObject({ precision: null, low: null, n: 0 });
  });

  test("holds at the least what reviewed cards surely say, and takes what nobody looked at for wrong", () => {
    expect(at(0.6)?.atLeast).toBe(at(0.6)?.low);
    expect(at(0.6)?.unknown).toBe(0);
    // Nobody was asked about the cards above 0.9: what those below tell is no promise for them.
    const low = {
      reviewed: many(80, 76, { stated: 0.5 }),
      calibration: {},
      counts,
      days: 10,
      spotCheckShare: 0,
    };
    const [first] = thresholdPoints(low);
    expect(first).toMatchObject({ precision: 0.95, unknown: 0.7, atLeast: null });
    const within = thresholdPoints(low).find(({ threshold }) => threshold === 0.5);
    expect(within?.atLeast).toBeCloseTo((within?.low ?? 0) * 0.3);
  });

  test("promises nothing by fewer than fifty reviewed cards", () => {
    const of = (count: number) =>
      thresholdPoints({
        reviewed: many(count, count, { stated: 0.95 }),
        calibration: {},
        counts: counts.slice(1),
        days: 10,
        spotCheckShare: 0,
      }).find(({ threshold }) => threshold === 0.94);
    expect(of(49)?.atLeast).toBeNull();
    expect(of(50)?.atLeast).toBeCloseTo(0.929, 3);
  });

  test("is never promised below what was reviewed, nor above the lower end, and falls with every unknown card", () => {
    const card = fc.record({
      path: fc.constant("rules" as const),
      category: fc.constantFrom(...categories),
      stated: fc.double({ min: 0, max: 1, noNaN: true }),
      right: fc.boolean(),
      reviewShare: fc.double({ min: 0.01, max: 1, noNaN: true }),
    });
    const count = fc.record({
      hundredths: fc.integer({ min: 0, max: 100 }),
      cards: fc.integer({ min: 1, max: 1000 }),
      otherwiseReviewed: fc.constant(0),
    });
    const history = fc.record({
      reviewed: fc.array(card, { minLength: 40, maxLength: 120 }),
      calibration: fc.constant({}),
      counts: fc.array(count, { maxLength: 30 }),
      days: fc.constant(30),
      spotCheckShare: fc.constant(0),
    });
    fc.assert(
      fc.property(history, (given) => {
        const lowest = Math.min(...given.reviewed.map(({ stated }) => stated));
        for (const { threshold, atLeast, low, n, unknown } of thresholdPoints(given)) {
          if (atLeast === null) continue;
          expect(n).toBeGreaterThanOrEqual(50);
          expect(threshold).toBeGreaterThan(lowest - 0.02 - 1e-9);
          expect(atLeast).toBeCloseTo((low ?? 0) * (1 - unknown));
        }
      }),
      { numRuns: 60 },
    );
  });

  test("counts who is looked at anyway and the spot checks", () => {
    expect(at(0.6)?.automated).toBeCloseTo(0.567);
    expect(at(0.6)?.reviewsPerDay).toBeCloseTo(43.3);
    expect(at(1)?.reviewsPerDay).toBeCloseTo(100);
  });
});
