import { asc, eq } from "drizzle-orm";
import type { AttemptTrace, Trace } from "../../lib/contracts/trace.ts";
import { usdOf } from "../../lib/core/money.ts";
import type { Queryable } from "../client.ts";
import { attempts } from "../schema/attempts.ts";
import { triageTraces } from "../schema/triage-traces.ts";
import { triages } from "../schema/triages.ts";
import { run } from "./run.ts";

type AttemptRow = typeof attempts.$inferSelect;

function attemptTraceOf(row: AttemptRow, operationStart: Date): AttemptTrace {
  const { costNanoUsd, startedAt, answerRepairs } = row;
  const reAsk = row.purpose === "re_ask";
  return {
    id: row.id,
    ordinal: row.ordinal,
    model: row.model,
    tier: row.tier,
    purpose: row.purpose,
    waitMs: row.waitMs,
    ms: row.ms,
    outcome: row.outcome,
    statusCode: row.statusCode,
    detail: row.detail,
    inputTokens: row.inputTokens,
    cachedInputTokens: row.cachedInputTokens,
    cacheWriteTokens: row.cacheWriteTokens,
    cacheWrite1hTokens: row.cacheWrite1hTokens,
    outputTokens: row.outputTokens,
    reasoningTokens: row.reasoningTokens,
    pricesVersion: row.pricesVersion,
    promptVersion: row.promptVersion,
    startedAt: startedAt.toISOString(),
    startMs: Math.max(0, startedAt.getTime() - operationStart.getTime()),
    costUsd: usdOf(costNanoUsd),
    repair: reAsk || answerRepairs.length > 0 ? { reAsk, answer: answerRepairs } : null,
  };
}

/** Every call and every decision of a triage, in their order; null when there is no such triage. */
export async function findTrace(db: Queryable, triageId: string): Promise<Trace | null> {
  const [found, calls] = await Promise.all([
    run(
      db
        .select({
          createdAt: triages.createdAt,
          totalMs: triages.totalMs,
          events: triageTraces.events,
        })
        .from(triages)
        .leftJoin(triageTraces, eq(triageTraces.triageId, triages.id))
        .where(eq(triages.id, triageId)),
    ),
    run(db.select().from(attempts).where(eq(attempts.triageId, triageId)).orderBy(asc(attempts.ordinal))),
  ]);
  const [triage] = found;
  if (!triage) return null;
  return {
    triageId,
    startedAt: triage.createdAt.toISOString(),
    totalMs: triage.totalMs,
    attempts: calls.map((call) => attemptTraceOf(call, triage.createdAt)),
    events: triage.events ?? [],
  };
}
