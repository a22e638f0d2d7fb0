import type { Dimension } from "#db/queries/stats/facts.ts";
import type { StatsSplit } from "#lib/contracts/stats.ts";

/** Columns of the roll-ups by the words of the API; a schema is known by the prompts that ask for it. */
export const dimensionOf: Record<StatsSplit, Dimension> = {
  account: "account",
  model: "model",
  tier: "tier",
  team: "team",
  key: "api_key_id",
  source: "source",
  prompt: "prompt_version",
  policy: "policy_version",
  path: "path",
  schema: "prompt_version",
};
