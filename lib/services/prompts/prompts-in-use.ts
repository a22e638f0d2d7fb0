import { createHash } from "node:crypto";
import type { Database } from "#db/client.ts";
import { readPromptContents } from "#db/queries/prompt-versions.ts";
import type { PolicyContent } from "#lib/contracts/policy.ts";
import { AppError } from "#lib/core/errors.ts";
import { builtInPrompt, type VersionedPrompt } from "#lib/models/prompts.ts";

/** The prompts that the policy in force names, with their texts. */
export interface PromptsInUse {
  active: VersionedPrompt;
  /** Another one for some of the incidents. */
  candidate: { prompt: VersionedPrompt; percent: number } | null;
}

export const builtInPrompts: PromptsInUse = { active: builtInPrompt, candidate: null };

/** Throws `internal` when the policy names a version that is not kept, which only a changed database can bring about. */
export async function loadPromptsInUse(
  database: Database,
  { active, candidate }: PolicyContent["prompts"],
): Promise<PromptsInUse> {
  const versions = [active, candidate?.version ?? null].filter((version) => version !== null);
  const contents = await readPromptContents(
    database,
    versions.filter((version) => version !== builtInPrompt.version),
  );
  const promptOf = (version: string): VersionedPrompt => {
    if (version === builtInPrompt.version) return builtInPrompt;
    const content = contents.get(version);
    if (!content) throw new AppError("internal", `The prompt ${version} is not there.`);
    return { version, content };
  };
  return {
    active: active === null ? builtInPrompt : promptOf(active),
    candidate: candidate && { prompt: promptOf(candidate.version), percent: candidate.percent },
  };
}

export interface ChosenPrompt {
  prompt: VersionedPrompt;
  arm: "active" | "candidate";
}

/**
 * The prompt for an incident: equal fingerprints get the same one for as long as candidate and share stay, and a larger
 * share takes nobody out.
 */
export function choosePrompt({ active, candidate }: PromptsInUse, fingerprint: string): ChosenPrompt {
  if (candidate === null) return { prompt: active, arm: "active" };
  const hash = createHash("sha256").update(`${candidate.prompt.version} ${fingerprint}`).digest();
  const isChosen = hash.readUInt32BE(0) % 100 < candidate.percent;
  return isChosen ? { prompt: candidate.prompt, arm: "candidate" } : { prompt: active, arm: "active" };
}
