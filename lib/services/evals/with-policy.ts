import { findActivePolicy, findPolicyVersion, keepPolicyVersion } from "#db/queries/policies.ts";
import type { PolicyPatch } from "#lib/contracts/policy.ts";
import { AppError } from "#lib/core/errors.ts";
import { policyFrom, versionOfContent } from "#lib/gateway/policy.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { effectivePolicy } from "#lib/services/policy/effective-policy.ts";
import { patched } from "#lib/services/policy/patch-policy.ts";

/**
 * The context in which a change of the policy counts that nobody has put in force. The version is kept, so that a run
 * over it can be done by any process, and what it says is known for good.
 */
export async function withPolicyPatch(
  ctx: ServiceContext,
  patch: PolicyPatch | undefined,
): Promise<ServiceContext> {
  const present = effectivePolicy(await findActivePolicy(ctx.database), ctx.environment);
  const content = patched(present.content, patch ?? {});
  const version = versionOfContent(content);
  // Another one was put in force a moment ago: this process does not know it yet.
  if (patch === undefined && version !== ctx.policy.version) return ctx;
  const { id: actorId, name: actorName } = ctx.actor;
  await keepPolicyVersion(ctx.database, { version, content, actorId, actorName, now: ctx.runtime.now() });
  return { ...ctx, policy: policyFrom({ version, content }, ctx.policy) };
}

/** The context in which the policy counts that a run names, before the dot; throws `not_found` when it is not kept. */
export async function withPolicyVersion(ctx: ServiceContext, named: string): Promise<ServiceContext> {
  const [version = named] = named.split(".");
  if (version === ctx.policy.version) return ctx;
  const found = await findPolicyVersion(ctx.database, version);
  if (!found) throw new AppError("not_found", `The policy ${version} is not kept.`);
  return { ...ctx, policy: policyFrom(found, ctx.policy) };
}
