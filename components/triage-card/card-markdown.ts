import { scoreText } from "#components/amounts.ts";
import { confidenceBandOf } from "#lib/contracts/calibration.ts";
import type { Card, Triage } from "#lib/contracts/triage.ts";
import { rowsOfEvidence } from "./fact-rows.ts";
import { reasonText } from "./reason-text.ts";
import { bandNames, categoryNames, degradedReasonTexts, pathNames } from "./words.ts";

/** Words of strangers must not become markup in the chat they are pasted into. */
const literal = (words: string) =>
  words.replace(/\s+/g, " ").replace(/[\\`*_{}[\]<>|#!~@]/g, (character) => `\\${character}`);

function originLine({ origin }: Triage): string {
  const { degradedReason } = origin;
  return [
    pathNames[origin.path],
    origin.model,
    degradedReason && `degraded: ${degradedReasonTexts[degradedReason]}`,
    origin.simulated && "simulated model",
  ]
    .filter(Boolean)
    .join(", ");
}

/** The card as Markdown for a chat or an issue, with a link back to its page. */
export function cardMarkdown(triage: Triage, card: Card, pageUrl: string): string {
  const confidence = `${bandNames[confidenceBandOf(card.confidence)].toLowerCase()} (${scoreText(card.confidence)})`;
  return [
    `**${card.severity} · ${categoryNames[card.category]}** · confidence ${confidence}`,
    "",
    literal(card.summary),
    "",
    "**Next steps**",
    ...card.steps.map((step, index) => `${index + 1}. ${literal(step)}`),
    "",
    "**Why**",
    ...card.reasons.map((reason) => `- ${literal(reasonText(reason))}`),
    ...rowsOfEvidence(card.evidence).map(
      ({ fact, value, quotes }) =>
        `- ${fact}: ${value}, ${quotes.map((quote) => `"${literal(quote)}"`).join(", ")}`,
    ),
    "",
    `${originLine(triage)} · ${pageUrl}`,
  ].join("\n");
}
