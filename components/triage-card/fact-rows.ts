import type { Facts } from "#lib/contracts/facts.ts";
import type { Evidence } from "#lib/contracts/triage.ts";

/** A fact as a page lists it; without a quote the text does not say it. */
export interface FactRow {
  fact: string;
  value: string;
  quote: string | null;
}

const factNames: Record<string, string> = {
  kind: "Kind",
  scope: "Who is hit",
  capability: "What is lost",
  harm: "Harm",
  attack: "Attack",
  trend: "Trend",
  workaround: "Workaround",
  environment: "Environment",
  deadline: "Deadline",
  level: "Source level",
  cue: "Category cue",
};

const readable = (value: string) => value.replaceAll("_", " ");

/** The evidence of a card: only what has words in the text. */
export function rowsOfEvidence(evidence: readonly Evidence[]): FactRow[] {
  return evidence.map(({ fact, value, quote }) => ({
    fact: factNames[fact] ?? readable(fact),
    value: readable(value),
    quote,
  }));
}

/** Every fact that was looked for, those the text does not say included. */
export function rowsOfFacts({ harms, cues, ...claims }: Facts): FactRow[] {
  return [
    ...Object.entries(claims).map(([fact, { value, quote }]) => ({
      fact: factNames[fact] ?? fact,
      value: readable(value),
      quote,
    })),
    ...harms.map((harm) => ({
      fact: "Harm",
      value: `${readable(harm.value)} (${harm.certainty})`,
      quote: harm.quote,
    })),
    ...cues.map((cue) => ({
      fact: "Category cue",
      value: `${cue.category} (${cue.strength})`,
      quote: cue.quote,
    })),
  ];
}
