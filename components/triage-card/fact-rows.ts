import type { Facts } from "#lib/contracts/facts.ts";
import type { Evidence } from "#lib/contracts/triage.ts";

/** A fact as a page lists it, with all words it was read from; without any the text does not say it. */
export interface FactRow {
  fact: string;
  value: string;
  quotes: string[];
}

interface Reading {
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

/** One row for each fact and value, in the order in which they come; a quote that repeats counts once. */
function grouped(readings: readonly Reading[]): FactRow[] {
  const groups = Map.groupBy(readings, ({ fact, value }) => `${fact} ${value}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const quotes = new Set(group.flatMap(({ quote }) => quote ?? []));
    return [
      {
        fact: factNames[first.fact] ?? readable(first.fact),
        value: readable(first.value),
        quotes: [...quotes],
      },
    ];
  });
}

/** The evidence of a card: only what has words in the text. */
export function rowsOfEvidence(evidence: readonly Evidence[]): FactRow[] {
  return grouped(evidence);
}

/** Every fact that was looked for, those the text does not say included. */
export function rowsOfFacts({ harms, cues, ...claims }: Facts): FactRow[] {
  return grouped([
    ...Object.entries(claims).map(([fact, claim]) => ({ fact, ...claim })),
    ...harms.map(({ value, certainty, quote }) => ({
      fact: "harm",
      value: `${value} (${certainty})`,
      quote,
    })),
    ...cues.map(({ category, strength, quote }) => ({
      fact: "cue",
      value: `${category} (${strength})`,
      quote,
    })),
  ]);
}
