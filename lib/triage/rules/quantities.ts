import type { Document } from "./document.ts";
import type { Signal } from "./signals.ts";

/** Where operators' judgement changes, in percent. */
const percentEdges = [1, 5, 10, 20, 50, 80, 90, 95, 99.9] as const;
/** Hours: one, six, a day, three days, two weeks. */
const horizonEdges = [1, 6, 25, 73, 337] as const;
const hoursOf: Record<string, number> = { m: 1 / 60, h: 1, d: 24, w: 168 };

const quantity =
  /(?:(above|over|exceed\w*|more than|greater than|higher than|at least|>=?|below|under|less than|lower than|fewer than|only|<=?)\s{1,3})?(\d{1,5}(?:\.\d{1,6})?)\s?(?:%|percent\b)/gi;
const horizon =
  /\b(?:in|within|next|less than)\s{1,3}(?:the next\s{1,3})?(\d{1,4})\s?(m|h|d|w)(?:in\w*|ours?|ays?|eeks?)?\b/gi;
const isUpper = /^(?:above|over|exceed|more|greater|higher|at least|>)/i;
const quantitiesMax = 6;
/** What an alert counts stands at its beginning. */
const headCharacters = 4_000;

function bandOf(value: number, edges: readonly number[], unit: string): string {
  const edge = edges.find((limit) => value < limit);
  return edge === undefined ? `${edges.at(-1)}${unit} and more` : `under ${edge}${unit}`;
}

/** Shares and horizons that an alert names, in bands, for the weights of severity. Linear. */
export function quantitySignals({ head, shape }: Document): Signal[] {
  if (shape !== "alert") return [];
  const text = head.slice(0, headCharacters);
  const signals = new Map<string, Signal>();
  const add = (name: string, quote: string) => {
    if (!signals.has(name) && signals.size < quantitiesMax)
      signals.set(name, { name, value: 1, quotes: [quote] });
  };
  for (const match of text.matchAll(quantity)) {
    const [quote, side, amount = ""] = match;
    const direction = side === undefined ? "is" : isUpper.test(side) ? "above" : "below";
    add(`share ${direction} ${bandOf(Number(amount), percentEdges, "%")}`, quote);
  }
  for (const match of text.matchAll(horizon)) {
    const [quote, amount = "", unit = ""] = match;
    const hours = Number(amount) * (hoursOf[unit.toLowerCase()] ?? 1);
    add(`horizon ${bandOf(hours, horizonEdges, " hours")}`, quote);
  }
  return [...signals.values()];
}
