import type { Card } from "#lib/contracts/triage.ts";
import { buildCard } from "#lib/triage/card.ts";
import { quoteFinder } from "#lib/triage/find-quote.ts";
import { extractWithRules } from "#lib/triage/rules/extract.ts";
import { citeRunbook } from "./cite-runbook.ts";
import type { Judgement } from "./judge.ts";
import type { Reading } from "./reading.ts";

/**
 * The verdict on another report of the incident. Evidence is what this text says, too; words that the rules engine
 * found are found anew, because times and hosts differ. A degraded card stays what it is: by rules, and degraded.
 */
export function reuseCard(judgement: Judgement, reading: Reading): Judgement {
  const { card, facts, calibration, origin, review } = judgement;
  const find = quoteFinder(reading.request.text);
  const words = origin.path === "rules" ? wordsByRules(reading) : null;
  const evidence = card.evidence.flatMap((item) => {
    const quote = find(item.quote);
    return quote === null ? [] : [{ ...item, quote }];
  });
  return {
    card: { ...card, ...words?.card, evidence },
    facts,
    stepScores: words?.stepScores ?? judgement.stepScores,
    calibration,
    origin: { ...origin, path: origin.degraded ? origin.path : "cache" },
    // What a human decided needs no second look.
    review: origin.path === "human" ? { state: "none", reasons: [] } : review,
  };
}

interface Words {
  card: Pick<Card, "summary" | "steps">;
  stepScores: number[];
}

function wordsByRules(reading: Reading): Words {
  const { request, own } = reading;
  const extraction = extractWithRules({ ...request, own });
  const { card, stepScores } = buildCard({ ...request, own, extraction, extractor: "rules" });
  const words = citeRunbook(card, stepScores, reading);
  return { card: { summary: card.summary, steps: words.steps }, stepScores: words.stepScores };
}
