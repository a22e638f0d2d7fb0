import { z } from "zod";
import { shortText } from "./text.ts";
import { attemptPurposes } from "./trace.ts";
import {
  attemptOutcomes,
  categories,
  degradedReasons,
  paths,
  reviewStates,
  severities,
  triageStatuses,
} from "./vocabulary.ts";

const statsBuckets = ["hour", "day", "week", "month"] as const;
const statsBucketSchema = z.enum(statsBuckets);
export type StatsBucket = z.infer<typeof statsBucketSchema>;

/** What figures can be narrowed to. */
export const statsFilters = [
  "account",
  "model",
  "tier",
  "team",
  "key",
  "source",
  "prompt",
  "policy",
] as const;
export type StatsFilter = (typeof statsFilters)[number];

/**
 * What figures can be split by. Calls to models have no path: split by it, only triages and reviews are counted.
 * `schema` is the version of the answer that the prompt asks a model for.
 */
const statsSplits = [...statsFilters, "path", "schema"] as const;
const statsSplitSchema = z.enum(statsSplits);
export type StatsSplit = z.infer<typeof statsSplitSchema>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const filter = shortText.optional();

export const statsQuerySchema = z
  .strictObject({
    from: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({ description: "Included; seven days before `to` where absent" }),
    to: z.iso.datetime({ offset: true }).optional().meta({ description: "Not included; now where absent" }),
    bucket: statsBucketSchema.optional().meta({
      description:
        "Where absent, what suits the window: hours up to 3 days, days up to 100, then weeks and months",
    }),
    tz: z
      .string()
      .max(60)
      .refine(isTimeZone, "is not a time zone such as Europe/Berlin")
      .default("UTC")
      .meta({ description: "Whose days, weeks and months are meant; hours are those of UTC" }),
    by: statsSplitSchema.optional(),
    compare: z
      .enum(["previous"])
      .optional()
      .meta({ description: "Adds the totals of the window of equal length before this one" }),
    format: z.enum(["json", "csv"]).optional().meta({
      description: "`csv` as with `Accept: text/csv`: one line for each bucket, and with `by` for each group",
    }),
    account: filter,
    model: filter,
    tier: filter,
    team: filter,
    key: filter.meta({ description: "Id of an API key" }),
    source: filter,
    prompt: filter.meta({ description: "A prompt version" }),
    policy: filter.meta({ description: "A policy version" }),
  })
  .meta({ id: "StatsQuery" });
export type StatsQuery = z.infer<typeof statsQuerySchema>;

const count = z.int().min(0);

const countsOf = <Word extends string>(words: readonly Word[]) =>
  z.object(Object.fromEntries(words.map((word) => [word, count])) as Record<Word, typeof count>);

const usd = z.number().min(0).meta({ description: "Of what is known; exact to the nano-dollar" });

const percentilesSchema = z
  .object({
    n: count,
    p50: z.number().nullable(),
    p95: z.number().nullable(),
    p99: z.number().nullable(),
  })
  .meta({ id: "Percentiles", description: "Within 2 % of the exact value; null of nothing" });
export type Percentiles = z.infer<typeof percentilesSchema>;

const share = z.object({ count, of: count });

const callFiguresSchema = z
  .object({
    n: count,
    byOutcome: countsOf(attemptOutcomes),
    byPurpose: countsOf(attemptPurposes).meta({
      description:
        "`retry`, `re_ask`, `without_schema`, `fall_back` and `escalation` are further calls of a triage",
    }),
    repaired: count.meta({ description: "Answers whose form was repaired" }),
    simulated: count,
    tokens: z.object({
      input: count,
      cachedInput: count,
      cacheWrite: count,
      output: count,
      reasoning: count,
    }),
    costUsd: usd,
    costUnknown: count.meta({
      description: "Calls whose price or usage is unknown; they are not in `costUsd`",
    }),
    ms: percentilesSchema,
  })
  .meta({ id: "CallFigures" });
export type CallFigures = z.infer<typeof callFiguresSchema>;

const triageFiguresSchema = z
  .object({
    n: count,
    byStatus: countsOf(triageStatuses),
    byPath: countsOf(paths),
    byCategory: countsOf(categories),
    bySeverity: countsOf(severities),
    byReview: countsOf(reviewStates),
    cached: count.meta({ description: "Answered from the cache" }),
    joined: count.meta({ description: "Answered by an equal report that was under way" }),
    degraded: count.meta({
      description: "Answered with a degraded card, those included that a better card has replaced since",
    }),
    byDegradedReason: countsOf(degradedReasons),
    replaced: count.meta({ description: "Of `degraded`, those that a better card has replaced since" }),
    accepted: count.meta({
      description: "Done, not degraded, and approved by a human or in no need of one",
    }),
    stepScore: z
      .object({ n: count, mean: z.number().nullable() })
      .meta({ description: "Checks of the step rubric that a step meets, 0 to 8" }),
    costUsd: usd,
    costUnknown: count,
    savedUsd: usd.meta({ description: "What the cards had cost that the cache and joins reused" }),
    savedUnknown: count,
    routingSavedUsd: z.number().meta({
      description:
        "An estimate of what asking cheap models first saved: their calls at the price of the first strong model, minus what they cost; negative where the strong model was needed after all",
    }),
    routingSavedUnknown: count.meta({
      description: "Triages of which nobody knows, such as without a strong model",
    }),
    ms: percentilesSchema,
  })
  .meta({ id: "TriageFigures" });
export type TriageFigures = z.infer<typeof triageFiguresSchema>;

const decisionFiguresSchema = z
  .object({
    decided: count,
    approved: count,
    corrected: count,
    overrides: z.object({ category: share, severity: share, summary: share, steps: share }),
    secondOpinions: share.meta({ description: "Second opinions with the same category and severity" }),
    claimBreaches: count,
    decideBreaches: count,
    secondsToClaim: percentilesSchema,
    secondsToDecide: percentilesSchema,
  })
  .meta({ id: "DecisionFigures", description: "Of decisions that stand, in the time when they were made" });
export type DecisionFigures = z.infer<typeof decisionFiguresSchema>;

const figuresSchema = z.object({
  calls: callFiguresSchema,
  triages: triageFiguresSchema,
  reviews: decisionFiguresSchema,
});
export type StatsFigures = z.infer<typeof figuresSchema>;

const groupSchema = z
  .object({
    value: z.string().nullable().meta({ description: "null: has none, or for `other` several" }),
    label: z.string(),
    other: z.boolean().meta({ description: "Everything beyond the largest groups" }),
    totals: figuresSchema,
    series: z
      .object({ costUsd: z.array(z.number()), calls: z.array(count), triages: z.array(count) })
      .meta({ description: "For each bucket, in their order" }),
  })
  .meta({ id: "StatsGroup" });
export type StatsGroup = z.infer<typeof groupSchema>;

const calibrationBinSchema = z
  .object({
    from: z.number().meta({ description: "Least confidence of the bin, which is a tenth wide" }),
    n: count,
    confidence: z.number().nullable().meta({ description: "Mean of what the cards said" }),
    right: z.number().nullable().meta({ description: "Share whose category a human left as it was" }),
  })
  .meta({ id: "StatsCalibrationBin" });

export const statsSchema = z
  .object({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    bucket: statsBucketSchema,
    timeZone: z.string(),
    by: statsSplitSchema.nullable(),
    totals: figuresSchema,
    previous: z.object({ from: z.iso.datetime(), to: z.iso.datetime(), totals: figuresSchema }).nullable(),
    buckets: z.array(figuresSchema.extend({ start: z.iso.datetime() })),
    groups: z.array(groupSchema).meta({ description: "Largest first; empty without `by`" }),
    calibration: z
      .array(calibrationBinSchema)
      .meta({ description: "Of cards that humans decided: what they said against what was right" }),
    queue: z
      .object({
        open: count.meta({ description: "Counted up to 1,000" }),
        breached: count.meta({ description: "Of these, past a clock; counted up to 1,000" }),
        oldestQueuedAt: z.iso.datetime().nullable(),
      })
      .meta({ description: "The review queue now, whatever the window" }),
    recounting: count.meta({
      description:
        "Hours, of any window, whose rows changed and that are being counted anew in the background, as after an upgrade; until then theirs are the figures of the last count. The newest 48 changed hours are exact already",
    }),
  })
  .meta({ id: "Stats" });
export type Stats = z.infer<typeof statsSchema>;

const values = z.array(z.object({ value: z.string(), label: z.string() }));

export const statsDimensionsSchema = z
  .object(
    Object.fromEntries(statsFilters.map((name) => [name, values])) as Record<StatsFilter, typeof values>,
  )
  .meta({ id: "StatsDimensions" });
export type StatsDimensions = z.infer<typeof statsDimensionsSchema>;
