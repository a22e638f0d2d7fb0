import type { EnvironmentValues } from "#lib/services/policy/environment-policy.ts";
import { PolicyMirror } from "#lib/services/policy/policy-mirror.ts";
import { getDatabase } from "./database.ts";
import type { Settings } from "./env.ts";
import { getLogger } from "./logger.ts";
import { processSingleton } from "./process-singleton.ts";
import { getSettings } from "./runtime-settings.ts";

/** What the environment says of the policy. */
export const policyValuesOf = ({
  models,
  attemptTimeoutMs,
  cacheTtlSeconds,
  reviewBelow,
}: Settings): EnvironmentValues => ({ models, attemptTimeoutMs, cacheTtlSeconds, reviewBelow });

/** The policy as this process knows it. */
export function getPolicyMirror(): PolicyMirror {
  return processSingleton("policy", () => {
    const settings = getSettings();
    return new PolicyMirror({
      database: getDatabase(),
      logger: getLogger(),
      environment: policyValuesOf(settings),
      deadlineMs: settings.deadlineMs,
    });
  });
}
