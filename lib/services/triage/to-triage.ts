import type { NewTriage } from "#db/queries/new-triage.ts";
import type { Triage } from "#lib/contracts/triage.ts";
import { usdOf } from "#lib/core/money.ts";

/** The answer to the caller, from what was stored and how often the incident was seen. */
export function toTriage(
  { triage, ticket, runbooks, createdAt }: NewTriage,
  incident: { occurrences: number; duplicateOf: string | null },
): Triage {
  const { costNanoUsd, savedNanoUsd, routingSavedNanoUsd: _estimate, ...counts } = triage.usage;
  return {
    id: triage.id,
    ticketId: ticket.id,
    status: triage.status,
    card: triage.card,
    origin: triage.origin,
    calibration: triage.calibration,
    review: triage.review,
    usage: { ...counts, costUsd: usdOf(costNanoUsd), savedUsd: usdOf(savedNanoUsd) },
    timing: triage.timing,
    fingerprint: triage.fingerprint,
    occurrences: incident.occurrences,
    duplicateOf: incident.duplicateOf,
    runbooks,
    createdAt: createdAt.toISOString(),
  };
}
