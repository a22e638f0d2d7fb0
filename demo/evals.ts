import type { Actor } from "#lib/contracts/access.ts";
import type { PolicyPatch } from "#lib/contracts/policy.ts";
import { startEvalRun } from "#lib/services/evals/eval-runs.ts";
import { workOnQueuedRun } from "#lib/services/evals/work-on-runs.ts";
import { contextAt, type Spell } from "./sample-context.ts";

interface Asked {
  set: string;
  engine?: "rules" | "auto";
  promptVersion?: string;
  baselineId?: string;
  policyPatch?: PolicyPatch;
}

/** An eval run from its start to its end. Answers with its id. */
export async function runEval(
  atMs: number,
  { engine = "auto", ...asked }: Asked,
  { by, spell }: { by: Actor; spell: Spell },
): Promise<string> {
  const ctx = await contextAt(atMs, by, spell);
  const { id } = await startEvalRun(ctx, { engine, repeats: 1, commit: null, ...asked });
  await workOnQueuedRun(ctx, "demonstration");
  return id;
}

/** What somebody would like to save: the strong models are asked about nothing by themselves. */
export const cheaperRouting: PolicyPatch = {
  routing: { strongSeverities: [], strongCategories: [], strongOnHarm: false, escalateBelow: 0.3 },
};
