import { categories, confidenceBands, paths, reviewStates, severities } from "#lib/contracts/vocabulary.ts";
import type { Draw } from "#samples/draw.ts";

/** What a person may choose from, besides the fixed vocabulary. */
export interface Choices {
  /** Values of the filters that depend on the database, by the filter's name: `service`, `team`, `model`, … */
  values: Readonly<Record<string, readonly string[]>>;
  words: { common: readonly string[]; rare: readonly string[] };
  /** Cursors of pages deep in the list. */
  cursors: readonly string[];
  newestMs: number;
}

const hourMs = 3_600_000;
const spansMs = [1, 24, 7 * 24, 30 * 24, 90 * 24, 365 * 24].map((hours) => hours * hourMs);
const yearMs = 365 * 24 * hourMs;

const vocabulary: Record<string, readonly string[]> = {
  category: categories,
  severity: severities,
  path: paths,
  review: reviewStates,
  confidence: confidenceBands,
};

/** One value, now and then two where the filter takes several, and one that is seldom as often as one that is common. */
function oneValue(draw: Draw, name: string, values: readonly string[]): string {
  const first = draw.oneOf(values);
  if (!(name in vocabulary) || draw.chance(0.7)) return first;
  return [...new Set([first, draw.oneOf(values)])].join(",");
}

function wordsOf(draw: Draw, { common, rare }: Choices["words"]): string {
  const word = draw.oneOf(draw.chance(0.6) ? common : rare);
  if (draw.chance(0.6)) return word;
  return draw.oneOf([
    `${word} ${draw.oneOf(common)}`,
    `${word} or ${draw.oneOf(rare)}`,
    `${draw.oneOf(common)} -${word}`,
    word.slice(0, 4),
  ]);
}

/** Filters as somebody may click them together: up to five chips, words, a time that is new or old, a deep page. */
export function drawCombination(draw: Draw, choices: Choices): Record<string, string> {
  const query: Record<string, string> = {};
  const chips = { ...vocabulary, ...choices.values };
  const names = Object.keys(chips).filter((name) => (chips[name]?.length ?? 0) > 0);
  for (let left = draw.below(6); left > 0; left--) {
    const name = draw.oneOf(names);
    query[name] = oneValue(draw, name, chips[name] ?? []);
  }
  if (draw.chance(0.4)) query.q = wordsOf(draw, choices.words);
  if (draw.chance(0.5)) {
    const toMs = choices.newestMs - draw.fraction() * yearMs;
    query.from = new Date(toMs - draw.oneOf(spansMs)).toISOString();
    if (draw.chance(0.8)) query.to = new Date(toMs).toISOString();
  }
  if (draw.chance(0.3)) query.repeats = "once";
  if (draw.chance(0.15)) query.cursor = draw.oneOf(choices.cursors);
  return query;
}
