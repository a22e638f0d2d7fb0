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
import type { EvalRun } from "#lib/contracts/eval-run.ts";
import { judgeAlike } from "#lib/contracts/judged-policy.ts";
import type {
  PolicyActivation,
  PolicyChange,
  PolicyContent,
  PolicyHistory,
  PolicyPreview,
  PolicyPreviewRequest,
  PolicyRollBack,
  PolicyState,
  PolicyVersion,
} from "#lib/contracts/policy.ts";
import { AppError } from "#lib/core/errors.ts";
import { versionOfContent } from "#lib/gateway/policy.ts";
import { recordAudit } from "#lib/services/audit/audit-trail.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { canPromote } from "#lib/services/evals/promotion.ts";
import { changedFields } from "./changed-fields.ts";
import { type EffectivePolicy, effectivePolicy } from "./effective-policy.ts";
import { differencesFrom } from "./environment-policy.ts";
import { candidateOf, greenRunOf, type Passed, passBack, passGate, runsOf } from "./gate.ts";
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
 * What changes what cards say needs a green eval run or an override; `passed` tells that it has been let through.
 * Throws `conflict` when another version than `basedOn` counts, and with what is missing.
 */
export async function changePolicy(
  ctx: PolicyContext,
  { patch, reason, basedOn, ...claim }: PolicyChange,
  passed?: Passed,
): Promise<PolicyState> {
  const seen = await presentPolicy(ctx, ctx.database);
  requireBase(seen, basedOn);
  const judged = patched(seen.content, patch);
  const by =
    passed ??
    (judgeAlike(seen.content, judged) ? nothingOverridden : await passGate(ctx, candidateOf(judged), claim));
  await inTransaction(ctx.database, async (tx) => {
    const present = await lockPresent(ctx, tx, basedOn);
    const content = patched(present.content, patch);
    const version = versionOfContent(content);
    if (version === present.version) return;
    // What was let through is what is put in force, also where somebody else changed the policy in between.
    if (!judgeAlike(present.content, content) && !judgeAlike(judged, content))
      throw changedMeanwhile(present);
    await keepPolicyVersion(tx, { version, content, ...who(ctx) });
    await putInForce(ctx, tx, present, { version, content, kind: "change", reason, by });
  });
  return await getPolicy(ctx);
}

/**
 * Puts a version in force again, whatever evals say of it: it is the way out of an emergency. Throws `not_found` for
 * one that never was in force, and `conflict` when another version than `basedOn` counts.
 */
export async function rollBackPolicy(
  ctx: PolicyContext,
  { version, reason, basedOn }: PolicyRollBack,
): Promise<PolicyState> {
  const earlier = await requireEarlier(ctx, version);
  const by = await passBackTo(ctx, earlier.content);
  await inTransaction(ctx.database, async (tx) => {
    const present = await lockPresent(ctx, tx, basedOn);
    if (version === present.version) return;
    await putInForce(ctx, tx, present, { ...earlier, kind: "roll_back", reason, by });
  });
  return await getPolicy(ctx);
}

/** What a change, or a way back, needs before it can be made. Throws `not_found` for a version that never was in force. */
export async function previewPolicy(ctx: PolicyContext, asked: PolicyPreviewRequest): Promise<PolicyPreview> {
  const present = await presentPolicy(ctx, ctx.database);
  const isBack = "version" in asked;
  const content = isBack
    ? (await requireEarlier(ctx, asked.version)).content
    : patched(present.content, asked.patch);
  const candidate = candidateOf(content);
  const runs = await runsOf(ctx, candidate);
  const green = isBack ? null : await greenRunOf(ctx, candidate, runs);
  const isNeeded = isBack || !judgeAlike(present.content, content);
  const missing =
    !isNeeded || green ? [] : isBack ? (await passBackTo(ctx, content)).overridden : await whyNot(ctx, runs);
  const [latest] = runs;
  return {
    version: versionOfContent(content),
    gate: missing.length > 0 ? "missing" : green && isNeeded ? "green" : "not_needed",
    greenRunId: green?.id ?? null,
    missing: [...missing],
    latestRun: latest
      ? {
          id: latest.id,
          set: latest.set,
          isWorking: latest.status === "queued" || latest.status === "running",
          done: latest.done,
          total: latest.cases * latest.repeats,
        }
      : null,
  };
}

async function whyNot(ctx: PolicyContext, runs: readonly EvalRun[]): Promise<readonly string[]> {
  const last = runs.find(({ status }) => status === "done");
  return last ? (await canPromote(ctx, last.id)).failedGates : ["No eval run has judged it yet."];
}

async function requireEarlier({ database }: PolicyContext, version: string): Promise<PolicyVersion> {
  const earlier = (await wasPolicyActive(database, version))
    ? await findPolicyVersion(database, version)
    : null;
  if (earlier) return earlier;
  throw new AppError("not_found", `The policy ${version} was never in force.`);
}

async function passBackTo(ctx: PolicyContext, content: PolicyContent): Promise<Passed> {
  const present = await presentPolicy(ctx, ctx.database);
  const candidate = candidateOf(content);
  const isOtherPrompt = candidate.promptVersion !== candidateOf(present.content).promptVersion;
  if (!isOtherPrompt && judgeAlike(present.content, content)) return nothingOverridden;
  return await passBack(ctx, candidate, { anyPolicy: isOtherPrompt });
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
      await putInForce(ctx, tx, null, {
        ...effective,
        kind: "environment",
        reason: "The first start",
        by: nothingOverridden,
      });
    return effective;
  });
}

function requireActive(found: ActivePolicy | null): ActivePolicy {
  if (!found) throw new AppError("unavailable", "There is no policy yet; the server makes one at its start.");
  return found;
}

type PresentPolicy = EffectivePolicy & { activatedBy: string };

async function presentPolicy({ environment }: PolicyContext, db: Queryable): Promise<PresentPolicy> {
  const found = requireActive(await findActivePolicy(db));
  return { ...effectivePolicy(found, environment), activatedBy: found.activation.by };
}

async function lockPresent(
  ctx: PolicyContext,
  tx: Queryable,
  basedOn: string | undefined,
): Promise<PresentPolicy> {
  await lockPolicy(tx);
  const present = await presentPolicy(ctx, tx);
  requireBase(present, basedOn);
  return present;
}

function requireBase(present: PresentPolicy, basedOn: string | undefined): void {
  if (basedOn !== undefined && basedOn !== present.version) throw changedMeanwhile(present);
}

const changedMeanwhile = ({ activatedBy }: PresentPolicy) =>
  new AppError(
    "conflict",
    `The policy was changed by ${activatedBy} meanwhile. Look at it and change it again.`,
  );

const nothingOverridden: Passed = { overridden: [] };

/** The reason as the history keeps it: with the run, or the gates it went over. */
function keptReason(reason: string, { overridden, runId }: Passed): string {
  if (overridden.length > 0) return `${reason} (gates overridden: ${overridden.join(" ")})`;
  return runId === undefined ? reason : `${reason} (${runId})`;
}

async function putInForce(
  ctx: PolicyContext,
  tx: Queryable,
  present: EffectivePolicy | null,
  to: Pick<PolicyActivation, "version" | "kind" | "reason"> & { content: PolicyContent; by: Passed },
): Promise<void> {
  const { version, kind, by } = to;
  const reason = keptReason(to.reason, by);
  // What counts here by this environment alone may not be kept yet.
  if (present) await keepPolicyVersion(tx, { ...present, ...who(ctx) });
  const previous = present?.version ?? null;
  await activatePolicy(tx, { version, previous, kind, reason, environment: ctx.environment, ...who(ctx) });
  const subject = { type: "policy", id: version, name: version };
  await recordAudit(tx, ctx, {
    action: kind === "roll_back" ? "policy.rolled_back" : "policy.changed",
    subject,
    ...changedFields(present?.content ?? null, to.content),
    reason,
  });
  if (by.overridden.length === 0) return;
  const failedGates = [...by.overridden];
  await recordAudit(tx, ctx, {
    action: "policy.gates_overridden",
    subject,
    before: { promotion: "refused", failedGates },
    after: { promotion: "allowed", failedGates },
    reason: to.reason,
  });
}

const who = ({ actor, runtime }: PolicyContext) => ({
  actorId: actor.id,
  actorName: actor.name,
  now: runtime.now(),
});
