import { createHash } from "node:crypto";
import { cardSchemaVersion, type TriageRequest } from "#lib/contracts/triage.ts";
import { judgementVersionOf, type Policy } from "#lib/gateway/policy.ts";
import { incidentKey } from "#lib/triage/fingerprint.ts";

export interface Incident {
  fingerprint: string;
  key: string;
}

/**
 * The same incident in the same place, read under the same versions, has the same key. Who reports it is no part of
 * the key: the gateway serves one organisation, whose people see all its tickets, so that two teams that report one
 * outage share its card and its count. A gateway for several organisations needs a database for each.
 */
export function incidentOf(
  policy: Policy,
  request: Pick<TriageRequest, "service" | "environment"> & { fingerprint: string },
  versions: { prompt: string; rules: string },
): Incident {
  const key = incidentKey({
    fingerprint: request.fingerprint,
    service: request.service ?? null,
    environment: request.environment ?? null,
    promptVersion: versions.prompt,
    policyVersion: judgementVersionOf(policy, versions.rules),
    schemaVersion: cardSchemaVersion,
    models: [...policy.models.cheap, ...policy.models.strong],
  });
  return { fingerprint: request.fingerprint, key };
}

/** A text that nobody may read is an incident of its own: nothing is known that it could share with another. */
export function incidentOfWithheld(triageId: string): Incident {
  const hash = createHash("sha256").update(triageId).digest("hex");
  return { fingerprint: hash.slice(0, 16), key: hash.slice(0, 32) };
}
