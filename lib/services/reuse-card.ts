import type { Card, TriageRequest } from "#lib/contracts/triage.ts";
import { buildCard } from "#lib/triage/card.ts";
import { quoteFinder } from "#lib/triage/find-quote.ts";
import { extractWithRules } from "#lib/triage/rules/extract.ts";
import type { Judgement } from "./judge.ts";

/**
 * The verdict on another report of the incident. Evidence is what this text says, too; words that the rules engine
 * found are found anew, because times and hosts differ. A degraded card stays what it is: by rules, and degraded.
 */
export function reuseCard(
  { card, facts, stepScores, origin, review }: Judgement,
  request: TriageRequest,
): Judgement {
  const find = quoteFinder(request.text);
  const words = origin.path === "rules" ? wordsByRules(request) : null;
  const evidence = card.evidence.flatMap((item) => {
    const quote = find(item.quote);
    return quote === null ? [] : [{ ...item, quote }];
  });
  return {
    card: { ...card, ...words?.card, evidence },
    facts,
    stepScores: words?.stepScores ?? stepScores,
    origin: { ...origin, path: origin.degraded ? origin.path : "cache" },
    // What a human decided needs no second look.
    review: origin.path === "human" ? { state: "none", reasons: [] } : review,
  };
}

function wordsByRules(request: TriageRequest): {
  card: Pick<Card, "summary" | "steps">;
  stepScores: number[];
} {
  const { card, stepScores } = buildCard({
    ...request,
    extraction: extractWithRules(request),
    extractor: "rules",
  });
  return { card: { summary: card.summary, steps: card.steps }, stepScores };
}
