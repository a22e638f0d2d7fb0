import type { Queryable } from "#db/client.ts";
import {
  type ActivePolicy,
  activatePolicy,
  findActivePolicy,
  findPolicyVersion,
  keepPolicyVersion,
  lockPolicy,
  listPolicyHistory as queryHistory,
  wasPolicyActive,
} from "#db/queries/policies.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import type {
  PolicyActivation,
  PolicyChange,
  PolicyContent,
  PolicyHistory,
  PolicyRollBack,
  PolicyState,
} from "#lib/contracts/policy.ts";
import { AppError } from "#lib/core/errors.ts";
import { versionOfContent } from "#lib/gateway/policy.ts";
import { recordAudit } from "#lib/services/audit/audit-trail.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { changedFields } from "./changed-fields.ts";
import { type EffectivePolicy, effectivePolicy } from "./effective-policy.ts";
import { differencesFrom } from "./environment-policy.ts";
import { patched } from "./patch-policy.ts";

export type PolicyContext = Pick<ServiceContext, "database" | "runtime" | "actor" | "environment">;

/** The policy that counts here, since when, and where it differs from the environment. */
export async function getPolicy({
  database,
  environment,
}: Pick<PolicyContext, "database" | "environment">): Promise<PolicyState> {
  const found = requireActive(await findActivePolicy(database));
  const { version, content, changed } = effectivePolicy(found, environment);
  return {
    version,
    content,
    activation: found.activation,
    differences: differencesFrom(environment, content),
    changedVariables: changed,
  };
}

export async function listPolicyHistory(
  { database }: Pick<ServiceContext, "database">,
  query: Parameters<typeof queryHistory>[1],
): Promise<PolicyHistory> {
  return await queryHistory(database, query);
}

/**
 * Puts a version with these values in force, on every replica within moments. Without a difference nothing happens.
 * Throws `conflict` when another version than `basedOn` counts.
 */
export async function changePolicy(
  ctx: PolicyContext,
  { patch, reason, basedOn }: PolicyChange,
): Promise<PolicyState> {
  await inTransaction(ctx.database, async (tx) => {
    const present = await lockPresent(ctx, tx, basedOn);
    const content = patched(present.content, patch);
    const version = versionOfContent(content);
    if (version === present.version) return;
    await keepPolicyVersion(tx, { version, content, ...who(ctx) });
    await putInForce(ctx, tx, present, { version, content, kind: "change", reason });
  });
  return await getPolicy(ctx);
}

/**
 * Puts a version in force again. Throws `not_found` for one that never was, and `conflict` when another version than
 * `basedOn` counts.
 */
export async function rollBackPolicy(
  ctx: PolicyContext,
  { version, reason, basedOn }: PolicyRollBack,
): Promise<PolicyState> {
  await inTransaction(ctx.database, async (tx) => {
    const present = await lockPresent(ctx, tx, basedOn);
    const earlier = (await wasPolicyActive(tx, version)) ? await findPolicyVersion(tx, version) : null;
    if (!earlier) throw new AppError("not_found", `The policy ${version} was never in force.`);
    if (version === present.version) return;
    await putInForce(ctx, tx, present, { ...earlier, kind: "roll_back", reason });
  });
  return await getPolicy(ctx);
}

/**
 * What a start does: the first policy comes from the environment, and what counts in this process is kept, so that cards
 * can be told by which policy they were made. Every replica may do it.
 */
export async function adoptEnvironment(ctx: PolicyContext): Promise<EffectivePolicy> {
  return await inTransaction(ctx.database, async (tx) => {
    await lockPolicy(tx);
    const found = await findActivePolicy(tx);
    const effective = effectivePolicy(found, ctx.environment);
    await keepPolicyVersion(tx, { ...effective, ...who(ctx) });
    if (!found)
      await putInForce(ctx, tx, null, { ...effective, kind: "environment", reason: "The first start" });
    return effective;
  });
}

function requireActive(found: ActivePolicy | null): ActivePolicy {
  if (!found) throw new AppError("unavailable", "There is no policy yet; the server makes one at its start.");
  return found;
}

async function lockPresent(
  { environment }: PolicyContext,
  tx: Queryable,
  basedOn: string | undefined,
): Promise<EffectivePolicy> {
  await lockPolicy(tx);
  const found = requireActive(await findActivePolicy(tx));
  const present = effectivePolicy(found, environment);
  if (basedOn === undefined || basedOn === present.version) return present;
  throw new AppError(
    "conflict",
    `The policy was changed by ${found.activation.by} meanwhile. Look at it and change it again.`,
  );
}

async function putInForce(
  ctx: PolicyContext,
  tx: Queryable,
  present: EffectivePolicy | null,
  to: Pick<PolicyActivation, "version" | "kind" | "reason"> & { content: PolicyContent },
): Promise<void> {
  const { version, kind, reason } = to;
  // What counts here by this environment alone may not be kept yet.
  if (present) await keepPolicyVersion(tx, { ...present, ...who(ctx) });
  const previous = present?.version ?? null;
  await activatePolicy(tx, { version, previous, kind, reason, environment: ctx.environment, ...who(ctx) });
  await recordAudit(tx, ctx, {
    action: kind === "roll_back" ? "policy.rolled_back" : "policy.changed",
    subject: { type: "policy", id: version, name: version },
    ...changedFields(present?.content ?? null, to.content),
    reason,
  });
}

const who = ({ actor, runtime }: PolicyContext) => ({
  actorId: actor.id,
  actorName: actor.name,
  now: runtime.now(),
});
