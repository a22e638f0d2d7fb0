import { eq, type SQL, sql } from "drizzle-orm";
import type { RunbookMatch } from "../../lib/contracts/runbooks.ts";
import type { Origin, Triage } from "../../lib/contracts/triage.ts";
import { usdOf } from "../../lib/core/money.ts";
import { incidents } from "../schema/incidents.ts";
import { runbooks } from "../schema/runbooks.ts";
import { triageRunbooks } from "../schema/triage-runbooks.ts";
import { triageCards, triages } from "../schema/triages.ts";

const runbooksWhere = (holds: SQL) => sql<RunbookMatch[]>`(
  select coalesce(jsonb_agg(jsonb_build_object(
    'id', ${triageRunbooks.runbookId}, 'title', ${triageRunbooks.title}, 'section', ${triageRunbooks.section},
    'sectionOrdinal', ${triageRunbooks.sectionOrdinal}, 'score', ${triageRunbooks.score}
  ) order by ${triageRunbooks.rank}), '[]')
  from ${triageRunbooks} where ${triageRunbooks.triageId} = ${triages.id} and ${holds}
)`;

/** The runbooks of a triage that are still on the shelf: what another card may point to. */
export const runbooksOnShelf = runbooksWhere(
  sql`exists (select from ${runbooks} where ${runbooks.id} = ${triageRunbooks.runbookId})`,
);

/** What has to be read to build a Triage, with the joins of `triageJoins`. */
export const triageColumns = {
  triage: triages,
  card: triageCards.card,
  facts: triageCards.facts,
  occurrences: sql<number>`coalesce(${incidents.occurrences}, 1)`.mapWith(Number),
  runbooks: runbooksWhere(sql`true`),
};

export const sameTriage = eq(triageCards.triageId, triages.id);
export const sameIncident = eq(incidents.incidentKey, triages.incidentKey);

interface TriageRow {
  triage: typeof triages.$inferSelect;
  card: typeof triageCards.$inferSelect.card | null;
  occurrences: number;
  runbooks: RunbookMatch[];
}

/** Where a stored triage came from. */
export function originOf(row: typeof triages.$inferSelect): Origin {
  const { path, degraded, degradedReason, tier, model, promptVersion, policyVersion, simulated } = row;
  return { path, degraded, degradedReason, tier, model, promptVersion, policyVersion, simulated };
}

/** A stored row as the contract shows it. */
export function triageOf({ triage: row, card, occurrences, runbooks }: TriageRow): Triage {
  const { modelCalls, inputTokens, cachedInputTokens, outputTokens, reasoningTokens } = row;
  return {
    id: row.id,
    ticketId: row.ticketId,
    status: row.status,
    card,
    origin: originOf(row),
    calibration: row.calibration,
    review: { state: row.reviewState, reasons: row.reviewReasons },
    usage: {
      modelCalls,
      inputTokens,
      cachedInputTokens,
      outputTokens,
      reasoningTokens,
      costUsd: usdOf(row.costNanoUsd),
      savedUsd: usdOf(row.savedNanoUsd),
    },
    timing: { totalMs: row.totalMs, modelMs: row.modelMs },
    fingerprint: row.fingerprint,
    occurrences,
    duplicateOf: row.duplicateOf,
    runbooks,
    createdAt: row.createdAt.toISOString(),
  };
}
