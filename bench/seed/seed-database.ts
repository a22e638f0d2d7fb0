import type { Database } from "#db/client.ts";
import { defaultReviewClocks } from "#lib/contracts/review-clocks.ts";
import { severities } from "#lib/contracts/vocabulary.ts";
import { reviewDue } from "#lib/review/clocks.ts";
import { type Cell, type Connection, copyInto } from "./copy.ts";
import { fillTables } from "./fill-tables.ts";
import { type HeldIndexes, holdIndexes } from "./hold-indexes.ts";
import { type Incident, type SeededOperation, type SeedPlan, Year } from "./operations.ts";
import { seedRunbooks } from "./runbooks.ts";
import { stagingColumns, stagingDefinition, stagingRow } from "./staging.ts";

const operationsInBatch = 10_000;
/** From here on it is faster to build indexes afterwards than to keep them while rows come in. */
const isLarge = ({ tickets }: SeedPlan) => tickets >= 50_000;
const eventsKeptMs = 24 * 3_600_000;

const attemptColumns = [
  "id",
  "triage_id",
  "ordinal",
  "model",
  "tier",
  "purpose",
  "outcome",
  "status_code",
  "started_at",
  "wait_ms",
  "ms",
  "input_tokens",
  "cached_input_tokens",
  "cache_write_tokens",
  "cache_write_1h_tokens",
  "output_tokens",
  "reasoning_tokens",
  "cost_nano_usd",
  "detail",
  "repairs",
  "prompt_version",
  "policy_version",
  "prices_version",
  "api_key_id",
  "team",
  "source",
];

function* attemptRows(operations: readonly SeededOperation[]): Generator<Cell[]> {
  for (const { triageId, attempts } of operations) {
    for (const each of attempts) {
      yield [
        each.id,
        triageId,
        each.ordinal,
        each.model,
        each.tier,
        each.purpose,
        each.outcome,
        each.statusCode,
        each.startedAt,
        each.waitMs,
        each.ms,
        each.inputTokens,
        each.cachedInputTokens,
        each.cacheWriteTokens,
        each.cacheWrite1hTokens,
        each.outputTokens,
        each.reasoningTokens,
        each.costNanoUsd,
        each.detail,
        each.answerRepairs,
        each.promptVersion,
        each.policyVersion,
        each.pricesVersion,
        each.apiKeyId,
        each.team,
        each.source,
      ];
    }
  }
}

const incidentColumns = [
  "incident_key",
  "first_triage_id",
  "reusable_triage_id",
  "reusable_until",
  "occurrences",
  "first_seen_at",
  "last_seen_at",
  "last_ticket_id",
];

function* incidentRows(incidents: readonly Incident[]): Generator<Cell[]> {
  for (const each of incidents) {
    yield [
      each.key,
      each.firstTriageId,
      each.reusableTriageId,
      each.reusableUntilMs === null ? null : new Date(each.reusableUntilMs),
      each.occurrences,
      new Date(each.firstSeenMs),
      new Date(each.lastSeenMs),
      each.lastTicketId,
    ];
  }
}

/** What the statements of `fillTables` read, on a connection of its own. */
async function prepare(sql: Connection, year: Year, plan: SeedPlan): Promise<void> {
  await sql`set synchronous_commit = off`;
  // Whoever may, skips checking references row by row; a test seeds a small year with all checks.
  if (isLarge(plan)) await sql`set session_replication_role = replica`.catch(() => {});
  await sql.unsafe(`create temporary table staged (${stagingDefinition})`);
  await sql`create temporary table prototypes (number int primary key, card jsonb, facts jsonb, step_scores int[])`;
  await copyInto(
    sql,
    "prototypes",
    ["number", "card", "facts", "step_scores"],
    year.prototypes.map(({ number, card, facts, stepScores }) => [
      number,
      { json: card },
      { json: facts },
      stepScores,
    ]),
  );
  await sql`create temporary table clocks (severity text primary key, claim interval, decide interval)`;
  await copyInto(
    sql,
    "clocks",
    ["severity", "claim", "decide"],
    severities.map((severity) => {
      const { claimDueAt, decideDueAt } = reviewDue(severity, new Date(0), defaultReviewClocks);
      return [severity, `${claimDueAt.getTime()} ms`, `${decideDueAt.getTime()} ms`];
    }),
  );
  await sql`create temporary table shelf as
    select row_number() over (order by id) - 1 as number, id, title from runbooks`;
  await sql`create temporary table bounds as
    select ${new Date(plan.untilMs - eventsKeptMs).toISOString()}::timestamptz as keep_events_from`;
  await sql`analyze prototypes, shelf`;
}

async function store(sql: Connection, operations: readonly SeededOperation[]): Promise<void> {
  await sql`begin`;
  await copyInto(sql, "staged", stagingColumns, operations.map(stagingRow));
  for (const statement of fillTables) await sql.unsafe(statement);
  await copyInto(sql, "attempts", attemptColumns, attemptRows(operations));
  await sql`delete from staged`;
  await sql`commit`;
}

function* batchesOf<Item>(items: Iterable<Item>): Generator<Item[]> {
  let batch: Item[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < operationsInBatch) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/**
 * Fills an empty, migrated database with the year of a made-up organisation: tickets with texts, triages, cards,
 * attempts, traces, incidents, reviews and decisions, runbooks of tickets, events of the last day. The same plan makes
 * the same rows. Planner statistics are up to date afterwards. `connections` write at the same time.
 */
export async function seedDatabase(
  database: Database,
  plan: SeedPlan,
  {
    connections = 2,
    onProgress = () => {},
  }: { connections?: number; onProgress?: (tickets: number) => void } = {},
): Promise<void> {
  const sql = database.$client;
  const year = new Year(plan);
  await seedRunbooks(database);
  const held: HeldIndexes | null = isLarge(plan) ? await holdIndexes(sql) : null;
  const batches = batchesOf(year.operations());
  let stored = 0;
  async function work(): Promise<void> {
    const own = await sql.reserve();
    try {
      await prepare(own, year, plan);
      for (const batch of batches) {
        await store(own, batch);
        stored += batch.length;
        onProgress(stored);
      }
      await own`discard all`;
    } finally {
      own.release();
    }
  }
  await Promise.all(Array.from({ length: connections }, work));
  await copyInto(sql, "incidents", incidentColumns, incidentRows(year.incidents));
  await held?.restore();
  await sql`vacuum analyze`;
}
