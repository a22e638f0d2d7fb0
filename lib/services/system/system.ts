import { readDatabaseFigures } from "#db/queries/database-figures.ts";
import { readJobBacklogs } from "#db/queries/job-backlog.ts";
import { listReplicas } from "#db/queries/replicas.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import type { PageQuery } from "#lib/contracts/page.ts";
import type { DeadLetter, ReplicaState, System } from "#lib/contracts/system.ts";
import { AppError } from "#lib/core/errors.ts";
import type { DeadLetterBox } from "#lib/jobs/queue.ts";
import { recordAudit } from "#lib/services/audit/audit-trail.ts";
import type { ServiceContext } from "#lib/services/context.ts";

/** How the gateway stands now, over all replicas. */
export async function getSystem(ctx: ServiceContext): Promise<System> {
  const startedMs = ctx.runtime.elapsedMs();
  const figures = await readDatabaseFigures(ctx.database);
  const roundTripMs = Math.round((ctx.runtime.elapsedMs() - startedMs) * 10) / 10;
  const [queues, replicas] = await Promise.all([readJobBacklogs(ctx.database), listReplicas(ctx.database)]);
  return { database: { ...figures, roundTripMs }, queues, replicas };
}

/** What only this process knows of the gateway's state. */
export function getReplicaState(
  ctx: Pick<ServiceContext, "policy" | "modelHealth" | "admission" | "journal">,
): Pick<ReplicaState, "models" | "slots" | "journal"> {
  const { policy, modelHealth, admission, journal } = ctx;
  const tiers = ["cheap", "strong"] as const;
  return {
    models: tiers.flatMap((tier) =>
      policy.models[tier].map((model) => {
        const { breaker, restMs, inFlight, workedMsAgo } = modelHealth.standingOf(model);
        return { model, tier, breaker: breaker.state, restMs, inFlight, workedMsAgo };
      }),
    ),
    slots: admission.slots.load(),
    journal: journal && { depth: journal.depth(), full: journal.isFull() },
  };
}

/** A page of jobs that were given up, oldest first. */
export async function listDeadLetters(
  box: DeadLetterBox,
  { cursor, limit }: PageQuery,
): Promise<{ items: DeadLetter[]; nextCursor: string | null }> {
  const items = await box.listDeadLetters({ after: cursor ?? null, limit: limit + 1 });
  const page = items.slice(0, limit);
  return { items: page, nextCursor: items.length > limit ? (page.at(-1)?.id ?? null) : null };
}

/** Puts a job back into the queue where it was given up. Throws `not_found`. */
export async function retryDeadLetter(
  ctx: ServiceContext,
  box: DeadLetterBox,
  id: string,
): Promise<{ retried: true }> {
  await inTransaction(ctx.database, async (tx) => {
    if (!(await box.retryDeadLetter(tx, id))) {
      throw new AppError("not_found", "There is no such job any more. It may have been put back already.");
    }
    await recordAudit(tx, ctx, {
      action: "job.retried",
      subject: { type: "job", id, name: id },
      before: { state: "given up" },
      after: { state: "waiting" },
    });
  });
  return { retried: true };
}
