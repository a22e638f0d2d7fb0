import { scoreText } from "#components/amounts.ts";
import type { CallFilter, DecisionFilter, DegradedReason } from "#lib/contracts/vocabulary.ts";
import type { TicketFilters } from "./ticket-filters.ts";

/** Filters by what happened to a ticket, as chips and charts say them. */

export const callFilterNames: Record<CallFilter, string> = {
  invalid_output: "Answer not usable",
  refused: "Refused",
  provider_error: "Provider failed",
  provider_auth: "Key refused",
  rate_limited: "Rate limited",
  timed_out: "Timed out",
  aborted: "Called off",
  retry: "Retried",
  re_ask: "Asked again",
  without_schema: "Asked without schema",
  fall_back: "Fell back",
  escalation: "Escalated",
};

export const degradedReasonNames: Record<DegradedReason, string> = {
  timeout: "Timeout",
  rate_limited: "Rate limit",
  provider_error: "Provider failed",
  provider_auth: "Key refused",
  circuit_open: "Provider left alone",
  invalid_output: "Answer not usable",
  budget: "Budget",
  overloaded: "Overload",
  database: "Database away",
  redaction: "Text withheld",
};

const decisionFilterNames: Record<DecisionFilter, string> = {
  approved: "Approved",
  corrected: "Corrected",
  category: "Category changed",
  severity: "Severity changed",
  summary: "Summary changed",
  steps: "Steps changed",
  agreed: "Second opinion agreed",
  disagreed: "Second opinion decided otherwise",
  claimed_late: "Claimed late",
  decided_late: "Decided late",
};

/** "0.70 to 0.80": the tenth that begins here. */
const tenthText = (from: string): string => `${scoreText(Number(from))} to ${scoreText(Number(from) + 0.1)}`;

const listed = (names: readonly string[]) => names.join(", ");

export const degradedText = (reasons: readonly (DegradedReason | "any")[]): string =>
  reasons.includes("any")
    ? "for any reason"
    : listed(reasons.map((reason) => (reason === "any" ? reason : degradedReasonNames[reason])));
export const callText = (words: readonly CallFilter[]) => listed(words.map((word) => callFilterNames[word]));
export const decisionText = (words: readonly DecisionFilter[]) =>
  listed(words.map((word) => decisionFilterNames[word]));
export const saidText = (bins: readonly string[]) => listed(bins.map(tenthText));

/** What the ends of a time are of; "" of the ticket itself. */
export function timeOf({ decision, said, call }: TicketFilters): "" | "Decided" | "Called" {
  if (decision !== undefined || said !== undefined) return "Decided";
  return call === undefined ? "" : "Called";
}
