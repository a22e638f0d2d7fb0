import { incidentTraits } from "#lib/knowledge/incident-traits.ts";
import { rarityAmong } from "#lib/knowledge/rarity.ts";
import { compareIncidents, type Report } from "#lib/knowledge/same-incident.ts";

interface Case {
  id: string;
  text: string;
}

/** Finds, for a case by its place, the earlier case that is most surely about the same incident; null: none is. */
export function duplicateFinder(cases: readonly Case[]): (index: number) => string | null {
  const reports = cases.map(({ id, text }) => {
    const report: Report = { traits: incidentTraits(text), receivedAt: null };
    return { id, report };
  });
  const rarityOf = rarityAmong(reports.map(({ report }) => report.traits.marks));
  return (index) => {
    const own = reports[index];
    if (!own) return null;
    let best: { id: string; similarity: number } | null = null;
    for (const { id, report } of reports.slice(0, index)) {
      const { duplicate, similarity } = compareIncidents(report, own.report, rarityOf);
      if (duplicate && similarity > (best?.similarity ?? -1)) best = { id, similarity };
    }
    return best?.id ?? null;
  };
}
