import { type SQL, sql } from "drizzle-orm";
import type { TicketListQuery } from "../../lib/contracts/tickets.ts";
import { attemptOutcomes, noValue } from "../../lib/contracts/vocabulary.ts";
import { idTime } from "../../lib/core/id-time.ts";
import type { Queryable } from "../client.ts";
import { tickets } from "../schema/tickets.ts";
import { arrayParameter } from "./array-parameter.ts";
import { run } from "./run.ts";
import { decisionConditions, isFirstOpinion, saidBin, standingCondition } from "./stats/facts.ts";
import { filtersOf } from "./ticket-filters.ts";
import type { TicketSearch } from "./ticket-steps.ts";

/** Longest time between a triage's moment and that in its id, either way. */
const idWithinMs = 24 * 60 * 60_000;

const all = (conditions: readonly (SQL | undefined)[]): SQL =>
  sql.join(
    conditions.filter((condition) => condition !== undefined),
    sql` and `,
  );
const anyOf = (words: readonly string[]) => sql`any(${arrayParameter(words)}::text[])`;

function between({ from, to }: TicketListQuery, moment: SQL): (SQL | undefined)[] {
  return [
    from ? sql`${moment} >= ${new Date(from).toISOString()}::timestamptz` : undefined,
    to ? sql`${moment} < ${new Date(to).toISOString()}::timestamptz` : undefined,
  ];
}

interface ReadingColumns {
  model: SQL;
  tier: SQL;
  prompt: SQL;
  policy: SQL;
}

/** What was asked, when something happened. */
const readBy = (query: TicketListQuery, columns: ReadingColumns): (SQL | undefined)[] =>
  (["model", "tier", "prompt", "policy"] as const).map((name) => {
    const value = query[name];
    if (!value) return undefined;
    return value === noValue ? sql`${columns[name]} is null` : sql`${columns[name]} = ${value}`;
  });

const byTriage: ReadingColumns = {
  model: sql`t.model`,
  tier: sql`t.tier`,
  prompt: sql`t.prompt_version`,
  policy: sql`t.policy_version`,
};

const wasDegraded = sql`v.version = 1 and (v.origin ->> 'degraded')::boolean`;

/** Triages whose first card was degraded: by the card they have, or by the one that a better card took the place of. */
function degradedTriages(query: TicketListQuery, reasons: readonly string[]): SQL {
  const asked = reasons.includes("any") ? null : reasons;
  const of = [...between(query, sql`t.created_at`), ...readBy(query, byTriage)];
  const { from, to } = query;
  const ids = [
    from ? sql`v.triage_id >= ${`tri_${idTime(Date.parse(from) - idWithinMs)}`}` : undefined,
    to ? sql`v.triage_id < ${`tri_${idTime(Date.parse(to) + idWithinMs)}`}` : undefined,
  ];
  return sql`
    select t.id from triages t where ${all([
      sql`t.degraded_reason is not null`,
      asked ? sql`t.degraded_reason = ${anyOf(asked)}` : undefined,
      sql`not exists (select from card_versions v where v.triage_id = t.id and ${wasDegraded})`,
      ...of,
    ])}
    union all
    select t.id from card_versions v join triages t on t.id = v.triage_id where ${all([
      wasDegraded,
      asked ? sql`v.origin ->> 'degradedReason' = ${anyOf(asked)}` : undefined,
      ...ids,
      ...of,
    ])}`;
}

/** Triages with a call that failed in such a way, or was made for such a reason; each has an index. */
function calledTriages(query: TicketListQuery, words: readonly string[]): SQL {
  const isOutcome = (word: string) => attemptOutcomes.some((outcome) => outcome === word);
  const of = [
    sql`a.triage_id is not null`,
    ...between(query, sql`a.started_at`),
    ...readBy(query, {
      model: sql`a.model`,
      tier: sql`a.tier`,
      prompt: sql`a.prompt_version`,
      policy: sql`a.policy_version`,
    }),
  ];
  const outcomes = words.filter(isOutcome);
  const purposes = words.filter((word) => !isOutcome(word));
  return sql`
    select a.triage_id as id from attempts a
      where ${all([sql`a.outcome <> 'succeeded' and a.outcome = ${anyOf(outcomes)}`, ...of])}
    union all
    select a.triage_id as id from attempts a
      where ${all([sql`a.purpose <> 'first' and a.purpose = ${anyOf(purposes)}`, ...of])}`;
}

/** Triages whose card took at least so long; those of the time are looked through. */
const slowTriages = (query: TicketListQuery, ms: number): SQL => sql`
    select t.id from triages t where ${all([
      sql`t.status = 'done' and t.total_ms >= ${ms}`,
      ...between(query, sql`t.created_at`),
      ...readBy(query, byTriage),
    ])}`;

/** Triages with a decision that stands and is of this kind. */
function decidedTriages(query: TicketListQuery): SQL {
  const origin = (name: string) => sql`d.before -> 'origin' ->> ${sql.raw(`'${name}'`)}`;
  const { decision, said } = query;
  return sql`
    select d.triage_id as id from review_decisions d join reviews r on r.triage_id = d.triage_id where ${all([
      ...between(query, sql`d.created_at`),
      sql.raw(standingCondition),
      decision && sql.raw(`(${decision.map((word) => `(${decisionConditions[word]})`).join(" or ")})`),
      said &&
        sql`${sql.raw(`${isFirstOpinion} and ${saidBin}`)} = any(${arrayParameter(said.map((bin) => Math.round(Number(bin) * 10)))}::smallint[])`,
      ...readBy(query, {
        model: origin("model"),
        tier: origin("tier"),
        prompt: origin("promptVersion"),
        policy: origin("policyVersion"),
      }),
    ])}`;
}

/**
 * Ids of a list that is narrowed by what happened to its tickets, newest first. What happened in the time is found by its
 * own index, then its tickets one by one: it is a small part of what came in.
 */
export async function findByEvents(db: Queryable, search: TicketSearch): Promise<string[]> {
  const { query, cursor, once, limit } = search;
  const { degraded, call, decision, said, slower, from, to, model, tier, prompt, policy, ...rest } = query;
  const sets = [
    ...(degraded ? [degradedTriages(query, degraded)] : []),
    ...(call ? [calledTriages(query, call)] : []),
    ...(decision || said ? [decidedTriages(query)] : []),
    ...(slower ? [slowTriages(query, Number(slower))] : []),
  ];
  const passing = all([sql`${tickets.triageId} = happened.id`, ...filtersOf(rest)]);
  const before = cursor === undefined ? sql`true` : sql`id < ${cursor}`;
  const rows = await run(
    db.execute(sql`
      with happened as materialized (${sql.join(
        sets.map((set) => sql`(select distinct id from (${set}) as one)`),
        sql` intersect `,
      )}), found as materialized (
        select of_triage.id, of_triage.incident_key from happened cross join lateral (
          select ${tickets.id}, ${tickets.incidentKey} from ${tickets} where ${passing} offset 0
        ) as of_triage
      )
      select id from (${
        once
          ? sql`select distinct on (incident_key) id from found order by incident_key, id desc`
          : sql`select id from found`
      }) as listed where ${before} order by id desc limit ${limit}`),
  );
  return rows.map(({ id }) => String(id));
}
