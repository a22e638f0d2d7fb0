import { expect, test } from "vitest";
import { categories, type Severity, severities } from "../contracts/vocabulary.ts";
import { type ComparedRun, compareRuns } from "./compare.ts";
import { judgedMeasures } from "./compare-measures.ts";
import { seededRandom } from "./seeded-random.ts";
import { newLabel, newPrediction } from "./testing.ts";

const cases = 160;

interface NoisyModel {
  seed: number;
  /** Chance that an answer is right. */
  accuracy: number;
  repeats?: number;
  /** How far the level of urgent cases is lowered. */
  drift?: number;
}

/** A run of a model that answers right by chance, case by case; the cases are always the same. */
function noisyRun({ seed, accuracy, repeats = 1, drift = 0 }: NoisyModel): ComparedRun {
  const random = seededRandom(seed);
  return {
    id: `run_${seed}`,
    set: "core",
    setVersion: "v1",
    scorerVersion: "scorer_1",
    cases: Array.from({ length: cases }, (_, index) => {
      const caseId = `case-${index}`;
      const category = categories[index % 5] ?? "infra";
      const level = index % 4;
      const severity = severities[level] ?? "P2";
      const answer = (repeat: number) => {
        const isRight = random() < accuracy;
        const wrong = categories[(index + 1) % 5] ?? "app";
        const said: Severity =
          drift > 0 && level < 2
            ? (severities[Math.min(3, level + drift)] ?? "P3")
            : random() < accuracy
              ? severity
              : (severities[(level + 1) % 4] ?? "P3");
        return newPrediction({
          caseId,
          repeat,
          category: isRight ? category : wrong,
          severity: said,
          confidence: 0.5 + random() / 2,
          ms: 100 + random() * 20,
        });
      };
      return {
        title: caseId,
        label: newLabel({ id: caseId, category, severity_min: severity, severity_max: severity }),
        predictions: Array.from({ length: repeats }, (_, repeat) => answer(repeat + 1)),
      };
    }),
  };
}

test.each([
  ["once", 1, 0.8],
  ["five times", 5, 0.8],
  ["once, hardly ever wrong", 1, 0.97],
])(
  "a noisy model against itself, asked %s, makes no difference in at least 95 of 100 trials",
  (_, repeats, accuracy) => {
    const verdicts = Array.from({ length: 100 }, (_, trial) => {
      const baseline = noisyRun({ seed: 2 * trial + 1, accuracy, repeats });
      const candidate = noisyRun({ seed: 2 * trial + 2, accuracy, repeats });
      return compareRuns(baseline, candidate, judgedMeasures).verdict;
    });
    expect(verdicts.filter((verdict) => verdict === "no difference").length).toBeGreaterThanOrEqual(95);
  },
);

test("a model that became clearly worse is told from noise", () => {
  const verdicts = Array.from(
    { length: 20 },
    (_, trial) =>
      compareRuns(
        noisyRun({ seed: 2 * trial + 1, accuracy: 0.9 }),
        noisyRun({ seed: 2 * trial + 2, accuracy: 0.6 }),
      ).verdict,
  );
  expect(new Set(verdicts)).toEqual(new Set(["regression"]));
});

test("urgent cases that are lost come first and make a regression", () => {
  const comparison = compareRuns(
    noisyRun({ seed: 1, accuracy: 0.95 }),
    noisyRun({ seed: 1, accuracy: 0.95, drift: 2 }),
  );
  expect(comparison.verdict).toBe("regression");
  expect(comparison.deltas[0]).toMatchObject({ measure: "urgentRecall", verdict: "worse" });
  expect(comparison.counts.urgentLost).toBeGreaterThan(60);
  expect(comparison.moved[0]).toMatchObject({ movement: "regression", urgent: true });
});

test("the same run against itself has no movement and intervals that hold 0", () => {
  const run = noisyRun({ seed: 7, accuracy: 0.8 });
  const comparison = compareRuns(run, run);
  expect(comparison).toMatchObject({ verdict: "no difference", movedTotal: 0, warnings: [] });
  expect(comparison.counts).toMatchObject({ wins: 0, losses: 0, ties: cases, missing: 0 });
  for (const { delta, interval } of comparison.deltas) {
    expect(delta).toBe(0);
    expect(interval?.low ?? 0).toBeLessThanOrEqual(0);
    expect(interval?.high ?? 0).toBeGreaterThanOrEqual(0);
  }
});

test("tells what became of each kind of text and of each labeller's cases, and judges neither", () => {
  const run = noisyRun({ seed: 7, accuracy: 1 });
  const grouped = (later: ComparedRun): ComparedRun => ({
    ...later,
    cases: later.cases.map((one, index) => ({
      ...one,
      label: { ...one.label, kind: index < 40 ? "alert" : "ticket", label_origin: "judged" },
    })),
  });
  const lowered = noisyRun({ seed: 7, accuracy: 1, drift: 2 });
  const candidate = { ...run, cases: [...lowered.cases.slice(0, 40), ...run.cases.slice(40)] };
  const { groups } = compareRuns(grouped(run), grouped(candidate));
  expect(groups.map(({ by, name, cases: n }) => [by, name, n])).toEqual([
    ["kind", "alert", 40],
    ["kind", "ticket", 120],
    ["label", "judged", 160],
  ]);
  const recallOf = (name: string) =>
    groups.find((group) => group.name === name)?.deltas.find(({ measure }) => measure === "urgentRecall");
  expect(recallOf("alert")).toEqual({ measure: "urgentRecall", baseline: 1, candidate: 0, delta: -1 });
  expect(recallOf("ticket")).toMatchObject({ delta: 0 });
  expect(recallOf("judged")?.candidate).toBeCloseTo(60 / 80);
});

test("a missing case is a loss and never a pass", () => {
  const run = noisyRun({ seed: 7, accuracy: 1 });
  const comparison = compareRuns(run, { ...run, cases: run.cases.slice(10) });
  expect(comparison.counts).toMatchObject({ missing: 10, losses: 10, wins: 0 });
  expect(comparison.moved.slice(0, 10).every(({ movement }) => movement === "missing")).toBe(true);
  const category = comparison.deltas.find(({ measure }) => measure === "category");
  expect(category?.candidate).toBeCloseTo(150 / 160);
  expect(category?.verdict).toBe("worse");
});

test("a case that only the candidate has is not compared", () => {
  const run = noisyRun({ seed: 7, accuracy: 0.8 });
  const comparison = compareRuns({ ...run, cases: run.cases.slice(10) }, run);
  expect(comparison).toMatchObject({ comparedCases: 150, counts: { added: 10, missing: 0 } });
});

test("warns of another set, another version and another scorer", () => {
  const run = noisyRun({ seed: 7, accuracy: 0.8 });
  expect(compareRuns(run, { ...run, setVersion: "v2" }).warnings).toHaveLength(1);
  expect(compareRuns(run, { ...run, set: "other", scorerVersion: "scorer_2" }).warnings).toHaveLength(2);
});
