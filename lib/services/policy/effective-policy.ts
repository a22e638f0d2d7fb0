import type { ActivePolicy } from "#db/queries/policies.ts";
import type { PolicyContent } from "#lib/contracts/policy.ts";
import { versionOfContent } from "#lib/gateway/policy.ts";
import {
  type EnvironmentValues,
  firstPolicy,
  parseEnvironmentValues,
  withEnvironment,
} from "./environment-policy.ts";

export interface EffectivePolicy {
  version: string;
  content: PolicyContent;
  /** Variables that have changed since the policy was put in force, and count. */
  changed: string[];
}

/** What counts in a process with this environment; before the first policy, what the environment says. */
export function effectivePolicy(found: ActivePolicy | null, environment: EnvironmentValues): EffectivePolicy {
  if (!found) {
    const content = firstPolicy(environment);
    return { version: versionOfContent(content), content, changed: [] };
  }
  const before = parseEnvironmentValues(found.environment);
  const { content, changed } = withEnvironment(found.active.content, before, environment);
  const version = changed.length === 0 ? found.active.version : versionOfContent(content);
  return { version, content, changed };
}
