import { checkDatabase } from "#db/queries/health.ts";
import type { Readiness } from "#lib/contracts/health.ts";
import type { Standing } from "#lib/gateway/model-health.ts";
import { wantsModel } from "#lib/gateway/policy.ts";
import type { ServiceContext } from "./context.ts";

/** The process is up; says nothing about what it depends on. */
export async function getLiveness(ctx: ServiceContext) {
  return { status: "ok" as const, version: ctx.version };
}

type Dependency = Readiness["dependencies"][number];
type ReadinessContext = Pick<
  ServiceContext,
  "database" | "policy" | "journal" | "modelHealth" | "prices" | "runtime"
>;

/**
 * Whether tickets can be triaged and kept now. Without the database they can, for as long as the journal has room.
 * Models are not called: a probe must not cost money. What calls have shown is told: a model whose breaker is open is
 * left alone, and cards that want it are degraded.
 */
export async function getReadiness(ctx: ReadinessContext): Promise<Readiness> {
  const databaseUp = await checkDatabase(ctx.database);
  const names = new Set([...ctx.policy.models.cheap, ...ctx.policy.models.strong]);
  const models = [...names].map((model) => modelState(model, ctx.modelHealth.standingOf(model)));
  return {
    status: statusOf(databaseUp, ctx.journal, models),
    mode: wantsModel(ctx.policy) ? "model" : "rules",
    priceUnknown: [...names].filter((model) => ctx.prices.priceOf(model, ctx.runtime.now()) === null),
    dependencies: [
      { name: "database", status: databaseUp ? "ok" : "down" },
      ...(ctx.journal ? [journalState(ctx.journal)] : []),
      ...models,
    ],
  };
}

function statusOf(
  databaseUp: boolean,
  journal: ServiceContext["journal"],
  models: readonly Dependency[],
): Readiness["status"] {
  if (!databaseUp) return journal === null || journal.isFull() ? "unavailable" : "degraded";
  const waiting = journal !== null && journal.depth() > 0;
  return waiting || models.some(({ breaker }) => breaker === "open") ? "degraded" : "ok";
}

/** Only what calls of this process have shown: nothing is known of a model that was not asked. */
function modelState(model: string, { breaker, workedMsAgo }: Standing): Dependency {
  const name = `model ${model}`;
  switch (breaker.state) {
    case "open":
      return { name, status: "down", breaker: "open", detail: "left alone after failures in a row" };
    case "half_open":
      return { name, status: "unknown", breaker: "half_open", detail: "one call looks whether it is back" };
    case "closed":
      return workedMsAgo === null
        ? {
            name,
            status: "unknown",
            breaker: "closed",
            detail: "no answer yet; not probed, because a probe would cost money",
          }
        : { name, status: "ok", breaker: "closed", detail: "its last call was answered" };
  }
}

const journalState = (journal: NonNullable<ServiceContext["journal"]>) => ({
  name: "journal",
  status: journal.isFull() ? ("down" as const) : ("ok" as const),
  detail: `${journal.depth()} answers wait to be stored`,
});
