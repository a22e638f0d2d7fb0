import type { CardCorrection } from "../contracts/reviews.ts";
import type { Card } from "../contracts/triage.ts";

export interface FieldChange {
  field: keyof CardCorrection;
  before: string;
  after: string;
}

const fields = [
  "category",
  "severity",
  "summary",
  "steps",
] as const satisfies readonly (keyof CardCorrection)[];

const textOf = (value: string | readonly string[]) => (typeof value === "string" ? value : value.join("\n"));

/** What differs between two cards of the fields that a human may change, in the order in which a card shows them. */
export function changesBetween(before: Card, after: Card): FieldChange[] {
  return fields.flatMap((field) => {
    const change = { field, before: textOf(before[field]), after: textOf(after[field]) };
    return change.before === change.after ? [] : [change];
  });
}

/**
 * The card as a human wants it: certain, with the change among its reasons. Evidence stays, because it says what the
 * text says and not what follows from it.
 */
export function correctCard(card: Card, correction: CardCorrection, by: string): Card {
  const corrected: Card = { ...card, ...correction };
  const verdict = changesBetween(card, corrected).filter(
    ({ field }) => field === "category" || field === "severity",
  );
  return {
    ...corrected,
    confidence: 1,
    reasons: [
      ...card.reasons,
      ...verdict.map(({ field, before, after }) => `${by} corrected ${field}: ${before} -> ${after}`),
    ],
  };
}
