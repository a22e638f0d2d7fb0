import { z } from "zod";

/** The closed word lists of the product. Database checks, API, prompts and pages all read them from here. */

export const categories = ["infra", "app", "data", "security", "unknown"] as const;
export const categorySchema = z.enum(categories);
export type Category = z.infer<typeof categorySchema>;

/** Most severe first. */
export const severities = ["P0", "P1", "P2", "P3"] as const;
export const severitySchema = z.enum(severities);
export type Severity = z.infer<typeof severitySchema>;

/** How a card came about. */
export const paths = ["model", "cache", "rules", "human"] as const;
export const pathSchema = z.enum(paths);
export type Path = z.infer<typeof pathSchema>;

/** How a triage came to another one's card: from the cache, or by waiting for an equal report under way. */
export const reuses = ["cache", "join"] as const;
export type Reuse = (typeof reuses)[number];

export const triageStatuses = ["queued", "done", "failed"] as const;
export const triageStatusSchema = z.enum(triageStatuses);
export type TriageStatus = z.infer<typeof triageStatusSchema>;

export const tiers = ["cheap", "strong"] as const;
export const tierSchema = z.enum(tiers);
export type Tier = z.infer<typeof tierSchema>;

export const environments = ["production", "staging", "development"] as const;
export const environmentSchema = z.enum(environments);
export type Environment = z.infer<typeof environmentSchema>;

export const reviewStates = ["none", "pending", "approved", "corrected"] as const;
export const reviewStateSchema = z.enum(reviewStates);
export type ReviewState = z.infer<typeof reviewStateSchema>;

/** Why a card is worth less than the policy wanted. */
export const degradedReasons = [
  "timeout",
  "rate_limited",
  "provider_error",
  "provider_auth",
  "circuit_open",
  "invalid_output",
  "budget",
  "overloaded",
  "database",
  "redaction",
] as const;
export const degradedReasonSchema = z.enum(degradedReasons);
export type DegradedReason = z.infer<typeof degradedReasonSchema>;

/** What a call to a model is paid for: tickets, eval runs, or runbooks that are found by meaning. */
export const ledgerAccounts = ["triage", "eval", "knowledge"] as const;
export type LedgerAccount = (typeof ledgerAccounts)[number];

/** How one call to one model ended. */
export const attemptOutcomes = [
  "succeeded",
  "invalid_output",
  "refused",
  "provider_error",
  "provider_auth",
  "rate_limited",
  "timed_out",
  "aborted",
] as const;
export const attemptOutcomeSchema = z.enum(attemptOutcomes);
export type AttemptOutcomeName = z.infer<typeof attemptOutcomeSchema>;

/** What can go wrong with a call, and why there was another one: what tickets are told apart by. */
export const callFilters = [
  "invalid_output",
  "refused",
  "provider_error",
  "provider_auth",
  "rate_limited",
  "timed_out",
  "aborted",
  "retry",
  "re_ask",
  "without_schema",
  "fall_back",
  "escalation",
] as const;
export type CallFilter = (typeof callFilters)[number];

/** What a human did with a card and when, as tickets are told apart by it: the verdict, fields changed, clocks missed. */
export const decisionFilters = [
  "approved",
  "corrected",
  "category",
  "severity",
  "summary",
  "steps",
  "agreed",
  "disagreed",
  "claimed_late",
  "decided_late",
] as const;
export type DecisionFilter = (typeof decisionFilters)[number];

/** Tenths of the confidence that a decided card had stated. */
export const saidBins = ["0.0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9"] as const;

/** Confidence as people read it. The API gives the number, pages give the band. */
export const confidenceBands = ["low", "medium", "high"] as const;
export const confidenceBandSchema = z.enum(confidenceBands);
export type ConfidenceBand = (typeof confidenceBands)[number];

/**
 * Where a band begins. Below 0.7, the default of TRIAGE_REVIEW_BELOW, a card wants a human's look; the step to "high"
 * is set so that one clear contradiction keeps a card out of it.
 */
export const confidenceBandFrom = { medium: 0.7, high: 0.85 } as const;

/** In a filter: what has no team, no source and so on. */
export const noValue = "(none)";
