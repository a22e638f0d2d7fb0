import type { Facts } from "#lib/contracts/facts.ts";
import type { Document } from "./document.ts";
import type { Finding } from "./findings.ts";

/** Machines write because something happened; people also write to ask. */
const shapePoints: Record<Document["shape"], number> = { alert: 12, trace: 6, log: 0, prose: 0 };

/** The kind with most points; incident when nothing speaks for another one. */
export function kindOf(document: Document, findings: readonly Finding[]): Facts["kind"] {
  const points = { incident: shapePoints[document.shape], request: 0, question: 0, noise: 0 };
  const quotes: Partial<Record<Facts["kind"]["value"], string>> = {};
  const seen = new Set<Finding["says"]>();
  for (const { says, quote, inTitle } of findings) {
    if (!says.kind || seen.has(says)) continue;
    seen.add(says);
    for (const kind of ["incident", "request", "question", "noise"] as const) {
      const weight = says.kind[kind];
      if (weight === undefined) continue;
      points[kind] += weight * (inTitle ? 2 : 1);
      quotes[kind] ??= quote;
    }
  }
  let best: Facts["kind"]["value"] = "incident";
  for (const kind of ["request", "question", "noise"] as const) if (points[kind] > points[best]) best = kind;
  return { value: best, quote: quotes[best] ?? null };
}
