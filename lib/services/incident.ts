import { cardSchemaVersion, type TriageRequest } from "#lib/contracts/triage.ts";
import { type Policy, policyVersionOf } from "#lib/gateway/policy.ts";
import { fingerprint, incidentKey } from "#lib/triage/fingerprint.ts";

/** The same incident in the same place, read under the same versions, has the same key. */
export function incidentOf(
  policy: Policy,
  request: Pick<TriageRequest, "text" | "service" | "environment">,
  versions: { prompt: string; rules: string },
): { fingerprint: string; key: string } {
  const print = fingerprint(request.text);
  const key = incidentKey({
    fingerprint: print,
    service: request.service ?? null,
    environment: request.environment ?? null,
    promptVersion: versions.prompt,
    policyVersion: policyVersionOf(policy, versions.rules),
    schemaVersion: cardSchemaVersion,
    models: [...policy.models.cheap, ...policy.models.strong],
  });
  return { fingerprint: print, key };
}
