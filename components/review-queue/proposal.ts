import type { CardCorrection, DecisionRequest, ReviewItem } from "#lib/contracts/reviews.ts";
import type { Card } from "#lib/contracts/triage.ts";
import { categories, severities } from "#lib/contracts/vocabulary.ts";

/** What a single key does to the card in hand; null when the key means nothing here. */
export type ReviewKey =
  | { does: "approve" | "submit" | "skip" | "snooze" | "undo" | "edit" }
  | { does: "change"; change: Pick<CardCorrection, "category" | "severity"> };

const letters = { a: "approve", s: "skip", h: "snooze", z: "undo", e: "edit" } as const;

/** Digits choose the severity, digits with Shift the category; codes, because Shift changes what a digit key types. */
export function reviewKeyOf(event: { key: string; code: string; shiftKey: boolean }): ReviewKey | null {
  const digit = Number(/^(?:Digit|Numpad)(\d)$/.exec(event.code)?.[1] ?? 0);
  const category = categories[digit - 1];
  const severity = severities[digit - 1];
  if (event.shiftKey && category) return { does: "change", change: { category } };
  if (!event.shiftKey && severity) return { does: "change", change: { severity } };
  if (event.key === "Enter") return { does: "submit" };
  const letter = event.key.toLowerCase();
  return letter === "a" || letter === "s" || letter === "h" || letter === "z" || letter === "e"
    ? { does: letters[letter] }
    : null;
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** Only what differs from the card; empty when nothing does. */
export function differing(card: Card, correction: CardCorrection): CardCorrection {
  const entries = Object.entries(correction).filter(
    ([field, value]) => !isSame(card[field as keyof Card], value),
  );
  return Object.fromEntries(entries);
}

/** What is sent: an approval when nothing was changed. */
export function decisionOf(card: Card, correction: CardCorrection, reason: string): DecisionRequest {
  const changed = differing(card, correction);
  if (Object.keys(changed).length === 0) return { action: "approve" };
  return { action: "correct", card: changed, ...(reason.trim() ? { reason: reason.trim() } : {}) };
}

/** What a card proposes, of which service and by which path; cards with the same may be approved together. */
export const proposalOf = ({ category, severity, service, path }: ReviewItem): string =>
  JSON.stringify([category, severity, service, path]);

/** Cards that say the same of the same service, at least two of them, the largest group first. */
export function alikeOf(items: readonly ReviewItem[]): ReviewItem[][] {
  const groups = new Map<string, ReviewItem[]>();
  for (const item of items) {
    if (item.claim !== null) continue;
    const proposal = proposalOf(item);
    groups.set(proposal, [...(groups.get(proposal) ?? []), item]);
  }
  return [...groups.values()]
    .filter(({ length }) => length > 1)
    .sort((one, other) => other.length - one.length);
}
