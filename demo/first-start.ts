import { getVersion } from "#lib/server/context.ts";
import { getDatabase } from "#lib/server/database.ts";
import { policyValuesOf } from "#lib/server/policy.ts";
import { getSettings } from "#lib/server/runtime-settings.ts";
import { adoptEnvironment } from "#lib/services/policy/policies.ts";
import { installBuiltInPrompt } from "#lib/services/prompts/prompts.ts";
import { drawFrom } from "#samples/draw.ts";
import { SampleClock } from "./sample-clock.ts";

/** What a server does when it first starts, as of a moment of the past: the first policy, and the prompt it comes with. */
export async function startAt(atMs: number): Promise<void> {
  const actor = { type: "system", id: "system", name: "environment", scopes: [] } as const;
  const world = { database: getDatabase(), runtime: new SampleClock(atMs, drawFrom(1)), actor };
  await adoptEnvironment({ ...world, environment: policyValuesOf(getSettings()) });
  await installBuiltInPrompt({ ...world, version: getVersion() });
}
