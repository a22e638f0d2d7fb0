import type { Queryable } from "#db/client.ts";
import {
  type ActivePolicy,
  activatePolicy,
  findActivePolicy,
  findPolicyEnvironment,
  findPolicyVersion,
  keepPolicyEnvironment,
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
import {
  differencesFrom,
  type EnvironmentValues,
  firstPolicy,
  parseEnvironmentValues,
  withEnvironment,
} from "./environment-policy.ts";
import { patched } from "./patch-policy.ts";

type PolicyContext = Pick<ServiceContext, "database" | "runtime" | "actor">;

/** The policy in force, since when, and where it differs from the environment. Throws `unavailable` before the first. */
export async function getPolicy({ database }: Pick<ServiceContext, "database">): Promise<PolicyState> {
  const [found, stored] = await Promise.all([findActivePolicy(database), findPolicyEnvironment(database)]);
  const { active, activation } = requireActive(found);
  return { active, activation, differences: differencesFrom(parseEnvironmentValues(stored), active.content) };
}

export async function listPolicyHistory(
  { database }: Pick<ServiceContext, "database">,
  query: Parameters<typeof queryHistory>[1],
): Promise<PolicyHistory> {
  return await queryHistory(database, query);
}

/**
 * Puts a version with these values in force, on every replica within moments. Without a difference nothing happens.
 * Throws `conflict` when another version than `basedOn` is in force.
 */
export async function changePolicy(
  ctx: PolicyContext,
  { patch, reason, basedOn }: PolicyChange,
): Promise<PolicyState> {
  await inTransaction(ctx.database, async (tx) => {
    const { active } = await lockActive(tx, basedOn);
    await putInForce(ctx, tx, active.version, patched(active.content, patch), { kind: "change", reason });
  });
  return await getPolicy(ctx);
}

/**
 * Puts a version in force again. Throws `not_found` for one that never was, and `conflict` when another version than
 * `basedOn` is in force.
 */
export async function rollBackPolicy(
  ctx: PolicyContext,
  { version, reason, basedOn }: PolicyRollBack,
): Promise<PolicyState> {
  await inTransaction(ctx.database, async (tx) => {
    const { active } = await lockActive(tx, basedOn);
    const earlier = (await wasPolicyActive(tx, version)) ? await findPolicyVersion(tx, version) : null;
    if (!earlier) throw new AppError("not_found", `The policy ${version} was never in force.`);
    if (version === active.version) return;
    await activate(ctx, tx, { version, previous: active.version, kind: "roll_back", reason });
  });
  return await getPolicy(ctx);
}

/**
 * What a start does: the first policy comes from the environment, and later what has changed in it since the start
 * before takes its place. Every replica may do it.
 */
export async function adoptEnvironment(ctx: PolicyContext, values: EnvironmentValues): Promise<void> {
  await inTransaction(ctx.database, async (tx) => {
    await lockPolicy(tx);
    const found = await findActivePolicy(tx);
    const before = parseEnvironmentValues(await findPolicyEnvironment(tx));
    if (JSON.stringify(before) !== JSON.stringify(values)) {
      await keepPolicyEnvironment(tx, values, ctx.runtime.now());
    }
    const kind = "environment";
    if (!found) {
      await putInForce(ctx, tx, null, firstPolicy(values), { kind, reason: "The first start" });
      return;
    }
    const { content, changed } = withEnvironment(found.active.content, before, values);
    if (changed.length === 0) return;
    await putInForce(ctx, tx, found.active.version, content, {
      kind,
      reason: `Changed: ${changed.join(", ")}`,
    });
  });
}

/** What a command reads by: the policy in force, with what its own environment says otherwise. Stores nothing. */
export async function policyOfCommand(
  { database }: Pick<ServiceContext, "database">,
  values: EnvironmentValues,
): Promise<{ version: string; content: PolicyContent }> {
  const [found, stored] = await Promise.all([findActivePolicy(database), findPolicyEnvironment(database)]);
  const content = found
    ? withEnvironment(found.active.content, parseEnvironmentValues(stored), values).content
    : firstPolicy(values);
  return { version: versionOfContent(content), content };
}

function requireActive(found: ActivePolicy | null): ActivePolicy {
  if (!found) throw new AppError("unavailable", "There is no policy yet; the server makes one at its start.");
  return found;
}

async function lockActive(tx: Queryable, basedOn: string | undefined): Promise<ActivePolicy> {
  await lockPolicy(tx);
  const found = requireActive(await findActivePolicy(tx));
  if (basedOn === undefined || basedOn === found.active.version) return found;
  throw new AppError(
    "conflict",
    `The policy was changed by ${found.activation.by} meanwhile. Look at it and change it again.`,
  );
}

type How = Pick<PolicyActivation, "kind" | "reason">;

async function putInForce(
  ctx: PolicyContext,
  tx: Queryable,
  previous: string | null,
  content: PolicyContent,
  how: How,
): Promise<void> {
  const version = versionOfContent(content);
  if (version === previous) return;
  await keepPolicyVersion(tx, { version, content, ...who(ctx) });
  await activate(ctx, tx, { version, previous, ...how });
}

async function activate(
  ctx: PolicyContext,
  tx: Queryable,
  activation: How & Pick<PolicyActivation, "version" | "previous">,
): Promise<void> {
  await activatePolicy(tx, { ...activation, ...who(ctx) });
  const { version, previous, kind, reason } = activation;
  const [before, after] = [
    previous && (await findPolicyVersion(tx, previous)),
    await findPolicyVersion(tx, version),
  ];
  if (!after) throw new Error("A version that is put in force is there.");
  await recordAudit(tx, ctx, {
    action: kind === "roll_back" ? "policy.rolled_back" : "policy.changed",
    subject: { type: "policy", id: version, name: version },
    ...changedFields(before ? before.content : null, after.content),
    reason,
  });
}

const who = ({ actor, runtime }: PolicyContext) => ({
  actorId: actor.id,
  actorName: actor.name,
  now: runtime.now(),
});
