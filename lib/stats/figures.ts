import type {
  CallFigures,
  DecisionFigures,
  Percentiles,
  StatsFigures,
  TriageFigures,
} from "../contracts/stats.ts";
import { attemptPurposes } from "../contracts/trace.ts";
import {
  attemptOutcomes,
  categories,
  degradedReasons,
  paths,
  reviewStates,
  severities,
  triageStatuses,
} from "../contracts/vocabulary.ts";
import { addSketch, countOf, percentilesOf, type Sketch } from "../core/latency-sketch.ts";
import { usdOf } from "../core/money.ts";
import type { AttemptMeasure, ReviewMeasure, StatsFact, TriageMeasure } from "../core/stats-measures.ts";

/** What was counted of one kind: sums by measure, sketches by name. What is missing was not met. */
export interface Counted {
  sums: Readonly<Record<string, bigint | number>>;
  sketches: Readonly<Record<string, Sketch>>;
}

export type CountedFacts = Record<StatsFact, Counted>;

/** A measure of a group by bucket. */
export type Course = readonly number[];

/** What was read of one kind: of buckets, of groups over all buckets from 0 on, and how groups went. */
interface ReadFigures {
  buckets: ReadonlyMap<number, Counted>;
  groups: ReadonlyMap<string, Counted>;
  courses: ReadonlyMap<string, Readonly<Record<string, Course>>>;
}

export type ReadFacts = Record<StatsFact, ReadFigures>;

export const everyFact = <Value>(of: (fact: StatsFact) => Value): Record<StatsFact, Value> => ({
  attempts: of("attempts"),
  triages: of("triages"),
  reviews: of("reviews"),
});

const nothing: Counted = { sums: {}, sketches: {} };

/** What was counted in a bucket, all groups together. */
export const countedIn = (read: ReadFacts, bucket: number): CountedFacts =>
  everyFact((fact) => read[fact].buckets.get(bucket) ?? nothing);

/** What was counted of a group. */
export const countedOfGroup = (read: ReadFacts, group: string): CountedFacts =>
  everyFact((fact) => read[fact].groups.get(group) ?? nothing);

/** Adds up what was counted apart. */
export function mergeCounted(parts: readonly Counted[]): Counted {
  const sums: Record<string, bigint | number> = {};
  for (const part of parts) {
    for (const [name, value] of Object.entries(part.sums)) sums[name] = sumOf(sums[name], value);
  }
  const sketches: Record<string, Sketch> = {};
  for (const part of parts) {
    for (const [name, sketch] of Object.entries(part.sketches)) {
      sketches[name] = addSketch(sketches[name], sketch);
    }
  }
  return { sums, sketches };
}

function sumOf(one: bigint | number | undefined, other: bigint | number): bigint | number {
  if (one === undefined) return other;
  return typeof one === "bigint" && typeof other === "bigint" ? one + other : Number(one) + Number(other);
}

/** A sum by name; 0 where nothing was met. */
const reader =
  <Measure extends string>({ sums }: Counted) =>
  (measure: Measure): number =>
    Number(sums[measure] ?? 0);

const nanoUsd = (
  { sums }: Counted,
  measure: "cost_nano_usd" | "saved_nano_usd" | "routing_saved_nano_usd",
): number => usdOf(BigInt(sums[measure] ?? 0)) ?? 0;

const byWord = <Word extends string>(words: readonly Word[], countOfWord: (word: Word) => number) =>
  Object.fromEntries(words.map((word) => [word, countOfWord(word)])) as Record<Word, number>;

/** Four digits, which is more than anybody reads and hides in what order was added. */
export const rounded = (value: number) => Number(value.toPrecision(4));

const roundedOrNull = (value: number | null) => (value === null ? null : rounded(value));

function percentileFigures(sketch: Sketch | undefined): Percentiles {
  const [p50, p95, p99] = percentilesOf(sketch, [0.5, 0.95, 0.99] as const);
  return { n: countOf(sketch), p50: roundedOrNull(p50), p95: roundedOrNull(p95), p99: roundedOrNull(p99) };
}

function callFiguresOf(counted: Counted): CallFigures {
  const of = reader<AttemptMeasure>(counted);
  return {
    n: of("calls"),
    byOutcome: byWord(attemptOutcomes, (outcome) => of(`outcome_${outcome}`)),
    byPurpose: byWord(attemptPurposes, (purpose) => of(`purpose_${purpose}`)),
    repaired: of("repaired"),
    simulated: of("simulated"),
    tokens: {
      input: of("input_tokens"),
      cachedInput: of("cached_input_tokens"),
      cacheWrite: of("cache_write_tokens"),
      output: of("output_tokens"),
      reasoning: of("reasoning_tokens"),
    },
    costUsd: nanoUsd(counted, "cost_nano_usd"),
    costUnknown: of("cost_unknown"),
    ms: percentileFigures(counted.sketches.latency),
  };
}

function triageFiguresOf(counted: Counted): TriageFigures {
  const of = reader<TriageMeasure>(counted);
  const scored = of("step_scored");
  return {
    n: of("triages"),
    byStatus: byWord(triageStatuses, (status) => of(`status_${status}`)),
    byPath: byWord(paths, (path) => of(`path_${path}`)),
    byCategory: byWord(categories, (category) => of(`category_${category}`)),
    bySeverity: byWord(severities, (severity) => of(`severity_${severity}`)),
    byReview: byWord(reviewStates, (state) => of(`review_${state}`)),
    cached: of("cached"),
    joined: of("joined"),
    degraded: of("degraded"),
    byDegradedReason: byWord(degradedReasons, (reason) => of(`degraded_${reason}`)),
    replaced: of("replaced"),
    accepted: of("accepted"),
    stepScore: { n: scored, mean: scored === 0 ? null : rounded(of("step_score") / scored) },
    costUsd: nanoUsd(counted, "cost_nano_usd"),
    costUnknown: of("cost_unknown"),
    savedUsd: nanoUsd(counted, "saved_nano_usd"),
    savedUnknown: of("saved_unknown"),
    routingSavedUsd: nanoUsd(counted, "routing_saved_nano_usd"),
    routingSavedUnknown: of("routing_saved_unknown"),
    ms: percentileFigures(counted.sketches.latency),
  };
}

function decisionFiguresOf(counted: Counted): DecisionFigures {
  const of = reader<ReviewMeasure>(counted);
  const override = (field: keyof DecisionFigures["overrides"]) => ({
    count: of(`override_${field}`),
    of: of("first_opinions"),
  });
  return {
    decided: of("decided"),
    approved: of("approved"),
    corrected: of("corrected"),
    overrides: {
      category: override("category"),
      severity: override("severity"),
      summary: override("summary"),
      steps: override("steps"),
    },
    secondOpinions: { count: of("agreed"), of: of("second_opinions") },
    claimBreaches: of("claim_breaches"),
    decideBreaches: of("decide_breaches"),
    secondsToClaim: percentileFigures(counted.sketches.claim),
    secondsToDecide: percentileFigures(counted.sketches.decide),
  };
}

/** Figures as the API gives them. */
export const figuresOf = (counted: CountedFacts): StatsFigures => ({
  calls: callFiguresOf(counted.attempts),
  triages: triageFiguresOf(counted.triages),
  reviews: decisionFiguresOf(counted.reviews),
});
