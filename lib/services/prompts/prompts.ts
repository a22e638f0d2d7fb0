import { findActivePolicy } from "#db/queries/policies.ts";
import {
  findPromptVersion,
  insertPromptVersion,
  listPromptsOnceActive,
  listPromptVersions,
} from "#db/queries/prompt-versions.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import type { GateClaim } from "#lib/contracts/policy.ts";
import type {
  NewPrompt,
  PromotePrompt,
  Prompt,
  PromptList,
  PromptSummary,
  SplitPrompts,
} from "#lib/contracts/prompts.ts";
import { AppError } from "#lib/core/errors.ts";
import { builtInPrompt, extractionSchemaVersion, promptVersionOf } from "#lib/models/prompts.ts";
import { recordAudit } from "#lib/services/audit/audit-trail.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { effectivePolicy } from "#lib/services/policy/effective-policy.ts";
import { type Passed, passBack, passGate } from "#lib/services/policy/gate.ts";
import { changePolicy } from "#lib/services/policy/policies.ts";

type PromptContext = Pick<ServiceContext, "database" | "environment">;
type Stored = Omit<PromptSummary, "state">;

async function inUse({ database, environment }: PromptContext) {
  const { version, content } = effectivePolicy(await findActivePolicy(database), environment);
  const { active, candidate } = content.prompts;
  return { policy: version, active: active ?? builtInPrompt.version, candidate };
}

/** The versions of the prompt, newest first, and which ones are in use. */
export async function listPrompts(ctx: PromptContext): Promise<PromptList> {
  const [now, once, stored] = await Promise.all([
    inUse(ctx),
    listPromptsOnceActive(ctx.database),
    listPromptVersions(ctx.database),
  ]);
  return { ...now, items: stored.map((each) => ({ ...each, state: stateOf(each, now, once) })) };
}

function stateOf(
  { version, builtIn }: Stored,
  { active, candidate }: Awaited<ReturnType<typeof inUse>>,
  once: ReadonlySet<string>,
): PromptSummary["state"] {
  if (version === active) return "active";
  if (version === candidate?.version) return "candidate";
  return builtIn || once.has(version) ? "retired" : "draft";
}

/** Throws `not_found`. */
export async function getPrompt(ctx: PromptContext, version: string): Promise<Prompt> {
  const found = await findPromptVersion(ctx.database, version);
  if (!found) throw new AppError("not_found", `There is no prompt ${version}.`);
  const [now, once] = await Promise.all([inUse(ctx), listPromptsOnceActive(ctx.database)]);
  return { ...found, state: stateOf(found, now, once) };
}

/** Keeps a draft; throws `conflict` when the same words and parameters are there already. */
export async function addPrompt(ctx: ServiceContext, draft: NewPrompt): Promise<Prompt> {
  const version = promptVersionOf(draft.content);
  await inTransaction(ctx.database, async (tx) => {
    const isNew = await insertPromptVersion(tx, {
      ...draft,
      version,
      builtIn: false,
      schemaVersion: extractionSchemaVersion,
      createdById: ctx.actor.id,
      createdBy: ctx.actor.name,
      createdAt: ctx.runtime.now(),
    });
    if (!isNew) throw new AppError("conflict", `The same prompt is there already, as ${version}.`);
    const { name, note, basedOn } = draft;
    await recordAudit(tx, ctx, {
      action: "prompt.created",
      subject: { type: "prompt", id: version, name },
      before: null,
      after: { name, note, basedOn },
    });
  });
  return await getPrompt(ctx, version);
}

/** Keeps the prompt that comes with this release, so that it can be gone back to when a later one has another. */
export async function installBuiltInPrompt({
  database,
  runtime,
  actor,
  version: product,
}: Pick<ServiceContext, "database" | "runtime" | "actor" | "version">): Promise<void> {
  await insertPromptVersion(database, {
    ...builtInPrompt,
    name: `Built-in ${product}`,
    note: "Comes with the product",
    builtIn: true,
    basedOn: null,
    schemaVersion: extractionSchemaVersion,
    createdById: actor.id,
    createdBy: "Triage Gateway",
    createdAt: runtime.now(),
  });
}

/**
 * Puts a version in use and ends the split. One that was in use before may always come back; any other needs an eval run
 * of it whose gates are green, or an override. Throws `not_found`, and `conflict` with what is missing.
 */
export async function promotePrompt(
  ctx: ServiceContext,
  version: string,
  { reason, ...claim }: PromotePrompt,
): Promise<PromptList> {
  const passed = await passFor(ctx, version, claim);
  const active = version === builtInPrompt.version ? null : version;
  await changePolicy(
    ctx,
    { patch: { prompts: { active, candidate: null } }, reason: `Prompt ${version}: ${reason}` },
    passed,
  );
  return await listPrompts(ctx);
}

/** The gate before a version that is to read tickets, with everything else as it is. */
async function passFor(ctx: ServiceContext, version: string, claim: GateClaim): Promise<Passed> {
  const { state } = await getPrompt(ctx, version);
  if (state === "active") return { overridden: [] };
  const { content } = effectivePolicy(await findActivePolicy(ctx.database), ctx.environment);
  const candidate = { content, promptVersion: version };
  return state === "retired"
    ? await passBack(ctx, candidate, { anyPolicy: true })
    : await passGate(ctx, candidate, claim);
}

/**
 * Gives a share of the incidents to a candidate, or ends that. More incidents for one that was never in use need what
 * its promotion needs. Throws `not_found`, and `conflict` with what is missing.
 */
export async function splitPrompts(
  ctx: ServiceContext,
  { candidate, reason, ...claim }: SplitPrompts,
): Promise<PromptList> {
  const { candidate: present } = await inUse(ctx);
  const isLess = candidate && candidate.version === present?.version && candidate.percent <= present.percent;
  const passed =
    candidate === null || isLess ? { overridden: [] } : await passFor(ctx, candidate.version, claim);
  await changePolicy(ctx, { patch: { prompts: { candidate } }, reason }, passed);
  return await listPrompts(ctx);
}
