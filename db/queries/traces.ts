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
  const { triageId: _triageId, costNanoUsd, startedAt, answerRepairs, ...same } = row;
  const reAsk = row.purpose === "re_ask";
  return {
    ...same,
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
