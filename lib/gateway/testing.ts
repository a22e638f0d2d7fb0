import { policyContentSchema } from "../contracts/policy.ts";
import { type Policy, policyFrom, versionOfContent } from "./policy.ts";

const named = (names: readonly string[]) => names.map((model) => ({ model, enabled: true, timeoutMs: null }));

/** A policy with these models, the time limits of the environment's defaults, and defaults for everything else. */
export function testPolicy(
  { cheap = [], strong = [] }: { cheap?: readonly string[]; strong?: readonly string[] },
  limits: Partial<Pick<Policy, "deadlineMs" | "attemptTimeoutMs">> = {},
): Policy {
  const { deadlineMs = 20_000, attemptTimeoutMs = 8_000 } = limits;
  const content = policyContentSchema.parse({
    models: { cheap: named(cheap), strong: named(strong) },
    attemptTimeoutMs,
    cacheTtlSeconds: 3600,
    reviewBelow: 0.7,
  });
  return policyFrom({ version: versionOfContent(content), content }, { deadlineMs });
}
