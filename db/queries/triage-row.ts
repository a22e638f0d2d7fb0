import { eq, sql } from "drizzle-orm";
import type { Origin, Triage } from "../../lib/contracts/triage.ts";
import { usdOf } from "../../lib/core/money.ts";
import { incidents } from "../schema/incidents.ts";
import { triageCards, triages } from "../schema/triages.ts";

/** What has to be read to build a Triage, with the joins of `triageJoins`. */
export const triageColumns = {
  triage: triages,
  card: triageCards.card,
  facts: triageCards.facts,
  occurrences: sql<number>`coalesce(${incidents.occurrences}, 1)`.mapWith(Number),
};

export const sameTriage = eq(triageCards.triageId, triages.id);
export const sameIncident = eq(incidents.incidentKey, triages.incidentKey);

interface TriageRow {
  triage: typeof triages.$inferSelect;
  card: typeof triageCards.$inferSelect.card | null;
  occurrences: number;
}

/** Where a stored triage came from. */
export function originOf(row: typeof triages.$inferSelect): Origin {
  const { path, degraded, degradedReason, tier, model, promptVersion, policyVersion, simulated } = row;
  return { path, degraded, degradedReason, tier, model, promptVersion, policyVersion, simulated };
}

/** A stored row as the contract shows it. */
export function triageOf({ triage: row, card, occurrences }: TriageRow): Triage {
  const { modelCalls, inputTokens, cachedInputTokens, outputTokens, reasoningTokens } = row;
  return {
    id: row.id,
    ticketId: row.ticketId,
    status: row.status,
    card,
    origin: originOf(row),
    review: { state: row.reviewState, reasons: row.reviewReasons },
    usage: {
      modelCalls,
      inputTokens,
      cachedInputTokens,
      outputTokens,
      reasoningTokens,
      costUsd: usdOf(row.costNanoUsd),
    },
    timing: { totalMs: row.totalMs, modelMs: row.modelMs },
    fingerprint: row.fingerprint,
    occurrences,
    duplicateOf: row.duplicateOf,
    runbooks: [],
    createdAt: row.createdAt.toISOString(),
  };
}
