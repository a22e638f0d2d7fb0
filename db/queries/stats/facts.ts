import { getTableName } from "drizzle-orm";
import type { DecisionFilter } from "../../../lib/contracts/vocabulary.ts";
import { sketchBase, sketchFloor } from "../../../lib/core/latency-sketch.ts";
import {
  attemptMeasures,
  overrideFields,
  reviewMeasures,
  type StatsFact,
  triageMeasures,
} from "../../../lib/core/stats-measures.ts";
import { attemptRollups, reviewRollups, triageRollups } from "../../schema/stats.ts";

/** Columns of `stats_series`, in its order. */
export const dimensions = [
  "account",
  "model",
  "tier",
  "team",
  "api_key_id",
  "source",
  "prompt_version",
  "policy_version",
  "path",
] as const;
export type Dimension = (typeof dimensions)[number];

/** How a kind of raw row becomes figures; everything is SQL of ours, without any value from outside. */
export interface Fact {
  /** The raw rows from `ranges.starts` on and before `ranges.ends`, with what is joined to them. */
  from: string;
  /** Which of the rows count. */
  condition: string;
  rollup: string;
  dimensions: Record<Dimension, string>;
  /** Part of the roll-up's key besides the series. */
  key: Record<string, string>;
  measures: readonly string[];
  /** Those of the measures that are no whole numbers. */
  fractional: readonly string[];
  /** What a group of raw rows counts for each measure. */
  sums: Record<string, string>;
  /** Values whose percentiles are shown. */
  sketches: Record<string, string>;
}

/** Sources that have figures of their own, at most. */
export const sourcesMax = 200;
/** What the others are counted under. */
const otherSources = "(other)";

const textOr = (column: string) => `coalesce(${column}, '')`;

/** A source that has figures of its own; while there is room for more, any may get them. */
const sourceOf = (column: string) =>
  `case when ${column} is null then ''
    when (select count(*) from stats_sources) < ${sourcesMax} then ${column}
    else coalesce((select s.source from stats_sources s where s.source = ${column}), '${otherSources}') end`;

const count = (condition: string) => `count(*) filter (where ${condition})`;
const counts = (prefix: string, column: string, names: readonly string[]) =>
  Object.fromEntries(
    names
      .filter((name) => name.startsWith(`${prefix}_`))
      .map((name) => [name, count(`${column} = '${name.slice(prefix.length + 1)}'`)]),
  );
const sumOf = (expression: string, condition = "true") =>
  `coalesce(sum(${expression}) filter (where ${condition}), 0)`;

/** The bin of lib/core/latency-sketch.ts. */
export const binOf = (value: string) =>
  `ceil(ln(greatest(${value}, ${sketchFloor})) / ln(${sketchBase}::double precision))::smallint`;

const attemptFact: Fact = {
  from: "attempts_between(ranges.starts, ranges.ends) a",
  condition: "true",
  rollup: getTableName(attemptRollups),
  dimensions: {
    account: "a.account",
    model: "a.model",
    tier: "a.tier",
    team: textOr("a.team"),
    api_key_id: textOr("a.api_key_id"),
    source: sourceOf("a.source"),
    prompt_version: "a.prompt_version",
    policy_version: textOr("a.policy_version"),
    path: "''",
  },
  key: {},
  measures: attemptMeasures,
  fractional: [],
  sums: {
    calls: "count(*)",
    ...counts("outcome", "a.outcome", attemptMeasures),
    ...counts("purpose", "a.purpose", attemptMeasures),
    repaired: count("cardinality(a.repairs) > 0"),
    simulated: count("a.simulated"),
    input_tokens: sumOf("a.input_tokens"),
    cached_input_tokens: sumOf("a.cached_input_tokens"),
    cache_write_tokens: sumOf("a.cache_write_tokens"),
    output_tokens: sumOf("a.output_tokens"),
    reasoning_tokens: sumOf("a.reasoning_tokens"),
    cost_nano_usd: sumOf("a.cost_nano_usd"),
    cost_unknown: count("a.cost_nano_usd is null"),
  },
  sketches: { latency: "a.ms" },
};

const apiKeyOfTicket = "case when k.actor_type = 'api_key' then k.actor_id else '' end";

/** As triages are now, but for how they were answered: `v` is the degraded card that a better one took the place of. */
const triageFact: Fact = {
  from: `triages_between(ranges.starts, ranges.ends) t join tickets k on k.id = t.ticket_id
    left join card_versions v on v.triage_id = t.id and v.version = 1 and (v.origin ->> 'degraded')::boolean`,
  condition: "true",
  rollup: getTableName(triageRollups),
  dimensions: {
    account: "'triage'",
    model: textOr("t.model"),
    tier: textOr("t.tier"),
    team: textOr("k.team"),
    api_key_id: apiKeyOfTicket,
    source: sourceOf("k.source"),
    prompt_version: textOr("t.prompt_version"),
    policy_version: "t.policy_version",
    path: "t.path",
  },
  key: {},
  measures: triageMeasures,
  fractional: ["step_score"],
  sums: {
    triages: "count(*)",
    ...counts("status", "t.status", triageMeasures),
    ...counts("path", "t.path", triageMeasures),
    cached: count("t.reuse = 'cache'"),
    joined: count("t.reuse = 'join'"),
    degraded: count("t.degraded or v.triage_id is not null"),
    ...counts("degraded", "coalesce(v.origin ->> 'degradedReason', t.degraded_reason)", triageMeasures),
    replaced: count("v.triage_id is not null and not t.degraded"),
    ...counts("category", "t.category", triageMeasures),
    ...counts("severity", "t.severity", triageMeasures),
    ...counts("review", "t.review_state", triageMeasures),
    accepted: count("t.status = 'done' and not t.degraded and t.review_state in ('none', 'approved')"),
    step_scored: "count(t.step_scores)",
    step_score: sumOf("(select avg(score) from unnest(t.step_scores) score)"),
    cost_nano_usd: sumOf("t.cost_nano_usd"),
    cost_unknown: count("t.cost_nano_usd is null"),
    saved_nano_usd: sumOf("t.saved_nano_usd"),
    saved_unknown: count("t.saved_nano_usd is null"),
    routing_saved_nano_usd: sumOf("t.routing_saved_nano_usd"),
    routing_saved_unknown: count("t.routing_saved_nano_usd is null"),
  },
  sketches: { latency: "case when t.status = 'done' then t.total_ms end" },
};

const wasCard = "d.before -> 'card'";
const wasOrigin = "d.before -> 'origin'";
export const isFirstOpinion = "not d.second_opinion";
const changed = (field: string) => `${wasCard} -> '${field}' is distinct from d.after -> '${field}'`;
const secondsBetween = (from: string, to: string) => `greatest(extract(epoch from ${to} - ${from}), 0)`;
const claimedAt = "coalesce(r.first_claimed_at, d.created_at)";

/** What is asked of a decision `d` on a review `r`; figures and lists mean the same. */
export const decisionConditions: Record<DecisionFilter, string> = {
  approved: "d.action = 'approve'",
  corrected: "d.action = 'correct'",
  category: `${isFirstOpinion} and ${changed("category")}`,
  severity: `${isFirstOpinion} and ${changed("severity")}`,
  summary: `${isFirstOpinion} and ${changed("summary")}`,
  steps: `${isFirstOpinion} and ${changed("steps")}`,
  agreed: `d.second_opinion and not (${changed("category")} or ${changed("severity")})`,
  disagreed: `d.second_opinion and (${changed("category")} or ${changed("severity")})`,
  claimed_late: `${claimedAt} > r.claim_due_at`,
  decided_late: "d.created_at > r.decide_due_at",
};

/** Decisions that count. */
export const standingCondition =
  "d.action in ('approve', 'correct') and not d.undone and d.before is not null";
/** Tenth of the confidence that a card had stated, 0 to 9. */
export const saidBin = `least(9, floor((${wasCard} ->> 'confidence')::double precision * 10))::smallint`;

const reviewFact: Fact = {
  from: `review_decisions_between(ranges.starts, ranges.ends) d
    join reviews r on r.triage_id = d.triage_id
    join triages t on t.id = d.triage_id
    join tickets k on k.id = t.ticket_id`,
  condition: standingCondition,
  rollup: getTableName(reviewRollups),
  dimensions: {
    account: "'triage'",
    model: textOr(`${wasOrigin} ->> 'model'`),
    tier: textOr(`${wasOrigin} ->> 'tier'`),
    team: textOr("k.team"),
    api_key_id: apiKeyOfTicket,
    source: sourceOf("k.source"),
    prompt_version: textOr(`${wasOrigin} ->> 'promptVersion'`),
    policy_version: `${wasOrigin} ->> 'policyVersion'`,
    path: `${wasOrigin} ->> 'path'`,
  },
  key: {
    confidence_bin: saidBin,
  },
  measures: reviewMeasures,
  fractional: ["confidence"],
  sums: {
    decided: "count(*)",
    approved: count(decisionConditions.approved),
    corrected: count(decisionConditions.corrected),
    first_opinions: count(isFirstOpinion),
    ...Object.fromEntries(
      overrideFields.map((field) => [`override_${field}`, count(decisionConditions[field])]),
    ),
    second_opinions: count("d.second_opinion"),
    agreed: count(decisionConditions.agreed),
    claim_breaches: count(decisionConditions.claimed_late),
    decide_breaches: count(decisionConditions.decided_late),
    confidence: sumOf(`(${wasCard} ->> 'confidence')::double precision`, isFirstOpinion),
    category_right: count(`${isFirstOpinion} and not (${changed("category")})`),
  },
  sketches: {
    claim: secondsBetween("r.queued_at", claimedAt),
    decide: secondsBetween("r.queued_at", "d.created_at"),
  },
};

export const facts: Record<StatsFact, Fact> = {
  attempts: attemptFact,
  triages: triageFact,
  reviews: reviewFact,
};
