import { readPromptContents } from "#db/queries/prompt-versions.ts";
import type { EvalEngine } from "#lib/contracts/eval-run.ts";
import { AppError } from "#lib/core/errors.ts";
import { wantsModel } from "#lib/gateway/policy.ts";
import { builtInPrompt } from "#lib/models/prompts.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { builtInPrompts } from "#lib/services/prompts/prompts-in-use.ts";

/**
 * The context in which an engine reads: rules asks no model, model and auto ask as the policy says. Throws
 * `invalid_fields` for `model` where none is configured.
 */
export function withEngine(ctx: ServiceContext, engine: EvalEngine): ServiceContext {
  if (engine === "rules") return { ...ctx, policy: { ...ctx.policy, models: { cheap: [], strong: [] } } };
  if (engine === "model" && !wantsModel(ctx.policy)) {
    throw new AppError("invalid_fields", "The engine model needs a model: set TRIAGE_CHEAP_MODELS.", {
      errors: [{ path: "engine", message: "needs a model: set TRIAGE_CHEAP_MODELS" }],
    });
  }
  return ctx;
}

/** The context in which a version of the prompt is in use for everybody; throws `not_found` when it is not kept. */
export async function withPrompt(ctx: ServiceContext, version: string): Promise<ServiceContext> {
  const { active } = ctx.prompts;
  if (version === active.version) return { ...ctx, prompts: { active, candidate: null } };
  if (version === builtInPrompt.version) return { ...ctx, prompts: builtInPrompts };
  const content = (await readPromptContents(ctx.database, [version])).get(version);
  if (!content) throw new AppError("not_found", `There is no prompt ${version}.`);
  return { ...ctx, prompts: { active: { version, content }, candidate: null } };
}
