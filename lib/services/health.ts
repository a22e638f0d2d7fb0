import { checkDatabase } from "#db/queries/health.ts";
import type { Readiness } from "#lib/contracts/health.ts";
import { wantsModel } from "#lib/gateway/policy.ts";
import type { ServiceContext } from "./context.ts";

/** The process is up; says nothing about what it depends on. */
export async function getLiveness(ctx: ServiceContext) {
  return { status: "ok" as const, version: ctx.version };
}

/** Whether tickets can be triaged and stored now. Models are not called: a probe must not cost money. */
export async function getReadiness(ctx: ServiceContext): Promise<Readiness> {
  const databaseUp = await checkDatabase(ctx.database);
  const models = [...new Set([...ctx.policy.models.cheap, ...ctx.policy.models.strong])];
  return {
    status: databaseUp ? "ok" : "unavailable",
    mode: wantsModel(ctx.policy) ? "model" : "rules",
    dependencies: [
      { name: "database", status: databaseUp ? "ok" : "down" },
      ...models.map((model) => ({
        name: `model ${model}`,
        status: "unknown" as const,
        detail: "configured; not probed, because a probe would cost money",
      })),
    ],
  };
}
