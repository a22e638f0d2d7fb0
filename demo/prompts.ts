import { setTimeout } from "node:timers/promises";
import type { Actor } from "#lib/contracts/access.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { builtInPrompt } from "#lib/models/prompts.ts";
import { createServiceContext } from "#lib/server/context.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { addPrompt, promotePrompt, splitPrompts } from "#lib/services/prompts/prompts.ts";
import type { Rule } from "#simulator/script.ts";
import { carefulWords, hastyWords } from "./prompt-words.ts";
import { contextAt, type Spell } from "./sample-context.ts";

/** What cheap models make of the shorter instructions: every other answer is not what was asked for. */
export const hastyAnswers: Rule[] = ["simulated-small", "simulated-small-2"].map((model) => ({
  match: { model },
  faults: ["none", "wrong-enum", "none", "two-steps", "prose", "none", "fenced"],
  repeat: true,
}));

/** The process hears of another policy or prompt a moment after it was put in use. */
export async function untilInUse(actor: Actor, isInUse: (ctx: ServiceContext) => boolean): Promise<void> {
  const requestId = systemRuntime.newId("req");
  while (!isInUse(createServiceContext({ actor, requestId }))) await setTimeout(20);
}

const { system, user, parameters } = builtInPrompt.content;

/** Somebody cuts the instructions by half and does not wait for the gates. Answers with its version. */
export async function promoteHastyPrompt(atMs: number, by: Actor, spell: Spell): Promise<string> {
  const ctx = await contextAt(atMs, by, spell);
  const { version } = await addPrompt(ctx, {
    name: "Half as long",
    note: "Half the instructions, to spend fewer tokens",
    basedOn: builtInPrompt.version,
    content: {
      system: `${system}\n\n${hastyWords}`,
      user,
      parameters: { ...parameters, reasoningEffort: "minimal" },
    },
  });
  await promotePrompt(ctx, version, { reason: "Saves tokens; the gates can follow", override: true });
  await untilInUse(by, ({ prompts }) => prompts.active.version === version);
  return version;
}

/** The evening of the same day: what reviewers and an eval run saw brings the earlier prompt back. */
export async function rollBackHastyPrompt(atMs: number, by: Actor, spell: Spell): Promise<void> {
  await promotePrompt(await contextAt(atMs, by, spell), builtInPrompt.version, {
    reason: "Every third answer of the new one is not usable and reviewers correct it",
    override: false,
  });
  await untilInUse(by, ({ prompts }) => prompts.active.version === builtInPrompt.version);
}

/** Somebody learns from the corrections and writes a better draft. Answers with its version. */
export async function draftCarefulPrompt(atMs: number, by: Actor, spell: Spell): Promise<string> {
  const { version } = await addPrompt(await contextAt(atMs, by, spell), {
    name: "Second look",
    note: "Small models overlooked words that decide; they are asked to look twice",
    basedOn: builtInPrompt.version,
    content: { system: `${system}\n\n${carefulWords}`, user, parameters },
  });
  return version;
}

/** The draft reads some of the incidents: the set its run is over is too small to promote it, so an administrator answers for it. */
export async function tryCarefulPrompt(
  atMs: number,
  { version, by, spell }: { version: string; by: Actor; spell: Spell },
): Promise<void> {
  await splitPrompts(await contextAt(atMs, by, spell), {
    candidate: { version, percent: 10 },
    override: true,
    reason: "Green on the holdout set, which is too small to speak for it; one incident in ten, to see more",
  });
  await untilInUse(by, ({ prompts }) => prompts.candidate !== null);
}
