import { setTimeout } from "node:timers/promises";
import type { Actor } from "#lib/contracts/access.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { builtInPrompt } from "#lib/models/prompts.ts";
import { createServiceContext } from "#lib/server/context.ts";
import { startEvalRun } from "#lib/services/evals/eval-runs.ts";
import { workOnQueuedRun } from "#lib/services/evals/work-on-runs.ts";
import { addPrompt, promotePrompt } from "#lib/services/prompts/prompts.ts";
import type { Rule } from "#simulator/script.ts";
import { contextAt, type Spell } from "./sample-context.ts";

/** What cheap models make of the shorter instructions: every other answer is not what was asked for. */
export const hastyAnswers: Rule[] = ["simulated-small", "simulated-small-2"].map((model) => ({
  match: { model },
  faults: ["none", "wrong-enum", "none", "two-steps", "prose", "none", "fenced"],
  repeat: true,
}));

/** The process hears of another prompt a moment after it was put in use. */
async function untilInUse(actor: Actor, version: string): Promise<void> {
  const requestId = systemRuntime.newId("req");
  while (createServiceContext({ actor, requestId }).prompts.active.version !== version) await setTimeout(20);
}

/** Somebody cuts the instructions by half and does not wait for the gates. Answers with its version. */
export async function promoteHastyPrompt(atMs: number, by: Actor, spell: Spell): Promise<string> {
  const ctx = await contextAt(atMs, by, spell);
  const { system, user, parameters } = builtInPrompt.content;
  const { version } = await addPrompt(ctx, {
    name: "Half as long",
    note: "Half the instructions, to spend fewer tokens",
    basedOn: builtInPrompt.version,
    content: {
      system: `${system}\n\nBe brief. Answer with what you are sure of and leave out the rest.`,
      user,
      parameters: { ...parameters, reasoningEffort: "minimal" },
    },
  });
  await promotePrompt(ctx, version, { reason: "Saves tokens; the gates can follow", override: true });
  await untilInUse(by, version);
  return version;
}

/** The evening of the same day: an eval run shows what reviewers saw, and the earlier prompt comes back. */
export async function rollBackHastyPrompt(
  atMs: number,
  { version, by, spell }: { version: string; by: Actor; spell: Spell },
): Promise<void> {
  const ctx = await contextAt(atMs, by, spell);
  const asked = { engine: "auto", repeats: 1, promptVersion: version, commit: null } as const;
  await startEvalRun(ctx, { set: "holdout", ...asked });
  await workOnQueuedRun(ctx, "demonstration");
  await promotePrompt(ctx, builtInPrompt.version, {
    reason: "Every third answer of the new one is not usable and reviewers correct it",
    override: false,
  });
  await untilInUse(by, builtInPrompt.version);
}
