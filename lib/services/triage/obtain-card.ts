import type { Lead } from "#lib/gateway/joins.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import type { SharedAnswer } from "./admission.ts";
import { type Judged, judgeByRules } from "./judge.ts";
import { judgeInSlot } from "./judge-in-slot.ts";
import type { Operation } from "./operation.ts";
import { reuseCard } from "./reuse-card.ts";
import { endLead, takeTurn } from "./turn.ts";
import { usageOf } from "./usage.ts";
import { judgeWithheld } from "./withhold.ts";

/** Keeps what came of an operation. `shared`: it made the card itself, so that who waits may take it. */
type Keep<Kept> = (judged: Judged, how: { shared: boolean }) => Promise<Kept>;

/**
 * The card of an operation: the stored one of the same incident if there is one, else the one that is being made for
 * an equal report, else from a model within the deadline, else by the rules engine. It is kept before others get it.
 */
export async function obtainCard<Kept>(
  ctx: ServiceContext,
  operation: Operation,
  keep: Keep<Kept>,
): Promise<Kept> {
  const { trace } = operation;
  if (operation.isWithheld) return await keep(judgeWithheld(ctx, operation), { shared: false });
  const turn = await takeTurn(ctx, operation);
  switch (turn.kind) {
    case "leads":
      return await makeCard(ctx, operation, turn.lead, keep);
    case "answered": {
      const { answer, reused } = turn.by;
      const { runbooks, costNanoUsd: savedNanoUsd } = answer;
      const judgement = reuseCard(answer, { ...operation, runbooks });
      const reuse = reused ? "cache" : "join";
      return await keep(
        { judgement, attempts: [], runbooks, reuse, savedNanoUsd, retryAfterMs: null },
        { shared: false },
      );
    }
    case "late": {
      const reason = "the equal report that was being read did not end in time";
      trace.add({ kind: "degrade", degradedReason: "timeout", retryAfterMs: null, reason });
      return await keep(judgeByRules(ctx, { ...operation, runbooks: [] }, "timeout"), { shared: false });
    }
  }
}

/** Judges, keeps, and gives the card to everybody who waits for it. */
async function makeCard<Kept>(
  ctx: ServiceContext,
  operation: Operation,
  lead: Lead<SharedAnswer>,
  keep: Keep<Kept>,
): Promise<Kept> {
  try {
    const judged = await judgeInSlot(ctx, operation);
    const kept = await keep(judged, { shared: true });
    const { judgement, attempts, runbooks } = judged;
    const { costNanoUsd } = usageOf(attempts);
    const answer = { triageId: operation.triageId, ...judgement, runbooks, costNanoUsd };
    lead.settle({ answer, reused: false });
    return kept;
  } catch (error) {
    endLead(lead, error);
    throw error;
  }
}
