import { checkDatabase } from "#db/queries/health.ts";
import type { Readiness } from "#lib/contracts/health.ts";
import { wantsModel } from "#lib/gateway/policy.ts";
import type { ServiceContext } from "./context.ts";

/** The process is up; says nothing about what it depends on. */
export async function getLiveness(ctx: ServiceContext) {
  return { status: "ok" as const, version: ctx.version };
}

/**
 * Whether tickets can be triaged and kept now. Without the database they can, for as long as the journal has room.
 * Models are not called: a probe must not cost money.
 */
export async function getReadiness(ctx: ServiceContext): Promise<Readiness> {
  const databaseUp = await checkDatabase(ctx.database);
  const models = [...new Set([...ctx.policy.models.cheap, ...ctx.policy.models.strong])];
  return {
    status: statusOf(databaseUp, ctx.journal),
    mode: wantsModel(ctx.policy) ? "model" : "rules",
    dependencies: [
      { name: "database", status: databaseUp ? "ok" : "down" },
      ...(ctx.journal ? [journalState(ctx.journal)] : []),
      ...models.map((model) => ({
        name: `model ${model}`,
        status: "unknown" as const,
        detail: "configured; not probed, because a probe would cost money",
      })),
    ],
  };
}

function statusOf(databaseUp: boolean, journal: ServiceContext["journal"]): Readiness["status"] {
  const waiting = journal !== null && journal.depth() > 0;
  if (databaseUp) return waiting ? "degraded" : "ok";
  return journal === null || journal.isFull() ? "unavailable" : "degraded";
}

const journalState = (journal: NonNullable<ServiceContext["journal"]>) => ({
  name: "journal",
  status: journal.isFull() ? ("down" as const) : ("ok" as const),
  detail: `${journal.depth()} answers wait to be stored`,
});
