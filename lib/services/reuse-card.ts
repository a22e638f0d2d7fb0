import type { Card, TriageRequest } from "#lib/contracts/triage.ts";
import { buildCard } from "#lib/triage/card.ts";
import { quoteFinder } from "#lib/triage/find-quote.ts";
import { extractWithRules } from "#lib/triage/rules/extract.ts";
import type { Judgement } from "./judge.ts";

/**
 * The verdict on another report of the incident. Evidence is what this text says, too; words that the rules engine
 * found are found anew, because times and hosts differ. A degraded card stays what it is: by rules, and degraded.
 */
export function reuseCard({ card, facts, origin, review }: Judgement, request: TriageRequest): Judgement {
  const find = quoteFinder(request.text);
  const words = origin.path === "rules" ? wordsByRules(request) : {};
  const evidence = card.evidence.flatMap((item) => {
    const quote = find(item.quote);
    return quote === null ? [] : [{ ...item, quote }];
  });
  return {
    card: { ...card, ...words, evidence },
    facts,
    origin: { ...origin, path: origin.degraded ? origin.path : "cache" },
    // What a human decided needs no second look.
    review: origin.path === "human" ? { state: "none", reasons: [] } : review,
  };
}

function wordsByRules(request: TriageRequest): Pick<Card, "summary" | "steps"> {
  const { text, environment } = request;
  const { card } = buildCard({
    extraction: extractWithRules(request),
    text,
    environment,
    extractor: "rules",
  });
  return { summary: card.summary, steps: card.steps };
}
