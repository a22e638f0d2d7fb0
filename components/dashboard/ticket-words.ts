import type { StatsFilter, StatsGroup, StatsSplit } from "#lib/contracts/stats.ts";
import { noValue } from "#lib/contracts/vocabulary.ts";

/** What figures and tickets can both be narrowed to, by the same words. */
const shared: readonly StatsSplit[] = ["team", "key", "source", "model", "tier", "prompt", "policy", "path"];

/** Words of the address of a list of tickets; null: there are no tickets behind the figure. */
export type TicketWords = Record<string, string> | null;

/** The dashboard's filters as words of the list's address; each report by itself, as the figures count them. */
export function ticketWords(
  { account = "triage", ...filters }: Partial<Record<StatsFilter, string>>,
  more: Record<string, string> = {},
): TicketWords {
  // What eval runs cost has no tickets.
  if (account !== "triage") return null;
  const known = Object.entries(filters).filter(([name]) => shared.some((one) => one === name));
  return { repeats: "each", ...Object.fromEntries(known), ...more };
}

/** What narrows tickets to those of a group of the split; null where the list cannot tell them apart. */
export function groupWords(
  by: StatsSplit | null,
  { value, other }: Pick<StatsGroup, "value" | "other">,
): Record<string, string> | null {
  return by === null || other || !shared.includes(by) ? null : { [by]: value ?? noValue };
}

/** The tickets of a group of the split; null where the list cannot tell them apart. */
export function ticketWordsOfGroup(
  filters: Partial<Record<StatsFilter, string>>,
  by: StatsSplit | null,
  group: Pick<StatsGroup, "value" | "other">,
): TicketWords {
  const words = groupWords(by, group);
  return words && ticketWords(filters, words);
}

/** Percentiles are off by so much of their value at most; what they stand for must not be left out. */
const percentileError = 0.02;

/** What narrows tickets to those that took as long as a percentile says, or longer; null without one. */
export const slowerThan = (ms: number | null): Record<string, string> | null =>
  ms === null ? null : { slower: String(Math.floor(ms * (1 - percentileError))) };

/** The address of tickets in a time; null where there are none to show. */
export const ticketsAddress = (
  words: TicketWords,
  { from, to }: { from: string; to: string },
  more: Record<string, string> = {},
): string | null =>
  words === null ? null : `/tickets?${new URLSearchParams({ ...words, ...more, from, to })}`;
