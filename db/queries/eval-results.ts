import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { EvalCase } from "../../lib/contracts/eval-case.ts";
import type { EvalResult, EvalResultDetail, EvalResultPage } from "../../lib/contracts/eval-run.ts";
import type { Card } from "../../lib/contracts/triage.ts";
import type { Category } from "../../lib/contracts/vocabulary.ts";
import { usdOf } from "../../lib/core/money.ts";
import type { Database, Queryable } from "../client.ts";
import { evalResultCards, evalResults } from "../schema/eval-runs.ts";
import { evalCases, evalCaseTexts } from "../schema/eval-sets.ts";
import { type Lease, renewLease } from "./eval-runs.ts";
import { labelOf } from "./eval-sets.ts";
import { insertAttempts } from "./ledger.ts";
import type { StoredAttempt } from "./new-triage.ts";
import { cursorOfPosition, positionOfCursor } from "./position-cursor.ts";
import { run } from "./run.ts";
import { storableDeep } from "./storable.ts";

export type NewEvalResult = Omit<typeof evalResults.$inferInsert, "runId"> & { repeat: number; card: Card };

/**
 * Stores what a worker made since the last time, and says that it lives; no result is stored, and the answer is false,
 * when the run is no longer its own. What it paid for is in the ledger either way. At most 600 results at once, with
 * three calls each: PostgreSQL takes 65,535 parameters in a statement.
 */
export async function recordResults(
  db: Database,
  runId: string,
  lease: Lease,
  { results, calls }: { results: readonly NewEvalResult[]; calls: readonly StoredAttempt[] },
): Promise<boolean> {
  return await run(
    db.transaction(async (transaction) => {
      await insertAttempts(transaction, storableDeep(calls), { evalRunId: runId });
      if (!(await renewLease(transaction, runId, lease, results.length))) return false;
      if (results.length === 0) return true;
      const rows = results.map(({ card: _card, ...row }) => ({ ...row, runId }));
      await transaction.insert(evalResults).values(rows);
      const cards = results.map(({ caseId, repeat, card }) => ({ runId, caseId, repeat, card }));
      await transaction.insert(evalResultCards).values(storableDeep(cards));
      return true;
    }),
  );
}

/** Everything a run said, with the labels it was said against, in order; without texts and cards. */
export async function readOutcomes(db: Queryable, runId: string) {
  const rows = await run(
    db
      .select({ result: evalResults, row: evalCases })
      .from(evalResults)
      .innerJoin(evalCases, eq(evalCases.hash, evalResults.caseHash))
      .where(eq(evalResults.runId, runId))
      .orderBy(asc(evalResults.position), asc(evalResults.repeat)),
  );
  return rows.map(({ result, row }) => ({ result, title: row.title, label: labelOf(row) }));
}

/** Which cases were judged already, in which repeats. */
export async function readJudged(
  db: Queryable,
  runId: string,
): Promise<{ caseId: string; repeat: number }[]> {
  return await run(
    db
      .select({ caseId: evalResults.caseId, repeat: evalResults.repeat })
      .from(evalResults)
      .where(eq(evalResults.runId, runId)),
  );
}

interface ResultListQuery {
  cursor?: string | undefined;
  limit: number;
  outcome?: "passed" | "failed" | undefined;
  category?: Category | undefined;
  kind?: EvalCase["kind"];
}

type Said = EvalResult["said"][number];

const repeats = alias(evalResults, "repeats");

const sameCase = and(eq(repeats.runId, evalResults.runId), eq(repeats.caseId, evalResults.caseId));

function outcomeIs(outcome: "passed" | "failed"): SQL {
  const anyFailed = sql`exists (select 1 from ${evalResults} ${repeats} where ${sameCase} and ${repeats.passed} = false)`;
  return outcome === "failed" ? anyFailed : sql`${evalResults.passed} and not ${anyFailed}`;
}

/** A page of a run's cases in the order of the set, each with all its repeats. */
export async function listEvalResults(
  db: Queryable,
  runId: string,
  { cursor, limit, outcome, category, kind }: ResultListQuery,
): Promise<EvalResultPage> {
  const said = sql<
    Said[]
  >`(select jsonb_agg(jsonb_build_object('repeat', ${repeats.repeat}, 'category', ${repeats.category},
    'severity', ${repeats.severity}, 'confidence', ${repeats.confidence}, 'passed', ${repeats.passed},
    'degraded', ${repeats.degraded}) order by ${repeats.repeat})
    from ${evalResults} ${repeats} where ${sameCase})`;
  const rows = await run(
    db
      .select({ result: evalResults, row: evalCases, said })
      .from(evalResults)
      .leftJoin(evalCases, eq(evalCases.hash, evalResults.caseHash))
      .where(
        and(
          eq(evalResults.runId, runId),
          // One row a case: every case that was judged was judged once.
          eq(evalResults.repeat, 1),
          cursor ? gt(evalResults.position, positionOfCursor(cursor)) : undefined,
          outcome ? outcomeIs(outcome) : undefined,
          category ? eq(evalCases.category, category) : undefined,
          kind ? eq(evalCases.kind, kind) : undefined,
        ),
      )
      .orderBy(asc(evalResults.position))
      .limit(limit + 1),
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ result, row, said: all }) => ({
      caseId: result.caseId,
      title: row?.title ?? result.caseId,
      kind: row?.kind ?? null,
      tags: row?.tags ?? [],
      label: {
        category: row?.category ?? null,
        categoryAlt: row?.categoryAlt ?? [],
        severityMin: row?.severityMin ?? null,
        severityMax: row?.severityMax ?? null,
      },
      said: all,
      passRate: passRateOf(all),
      ms: result.ms,
      costUsd: usdOf(result.costNanoUsd),
    })),
    nextCursor: last && rows.length > limit ? cursorOfPosition(last.result.position) : null,
  };
}

function passRateOf(said: readonly Said[]): number | null {
  const judged = said.flatMap(({ passed }) => passed ?? []);
  return judged.length === 0 ? null : judged.filter(Boolean).length / judged.length;
}

/** Text and first card of a case in a run; null when the run says nothing about it. */
export async function findEvalResult(
  db: Queryable,
  runId: string,
  caseId: string,
): Promise<EvalResultDetail | null> {
  const [row] = await run(
    db
      .select({ text: evalCaseTexts.text, card: evalResultCards.card })
      .from(evalResults)
      .leftJoin(evalCaseTexts, eq(evalCaseTexts.hash, evalResults.caseHash))
      .leftJoin(
        evalResultCards,
        and(
          eq(evalResultCards.runId, evalResults.runId),
          eq(evalResultCards.caseId, evalResults.caseId),
          eq(evalResultCards.repeat, evalResults.repeat),
        ),
      )
      .where(and(eq(evalResults.runId, runId), eq(evalResults.caseId, caseId), eq(evalResults.repeat, 1))),
  );
  return row ? { caseId, ...row } : null;
}
