import type { AnswerLikelihood } from "../contracts/calibration.ts";
import type { Extraction } from "../contracts/facts.ts";
import type { PromptParameters } from "../contracts/prompts.ts";
import type { AnswerRepair } from "../contracts/trace.ts";

/**
 * The port between the engine and whatever speaks to models. A call never throws: it ends in exactly one outcome, so
 * that each attempt can be stored, priced and fed back to the plan.
 */

/** What goes to the model, already rendered; `version` is the hash stored as `promptVersion`. */
export interface ModelPrompt {
  system: string;
  user: string;
  parameters: PromptParameters;
  version: string;
}

/** A second chance for a model whose answer could not be used. */
export interface ReAsk {
  /** What was wrong, by path and code; holds no words of the ticket. */
  complaint: string;
  /** What the model wrote, at most `rawTextMaxCharacters` long; it may echo the ticket, hence as little trusted. */
  answer: string | null;
}

export interface ModelRequest {
  /** `provider:model`, as in the configuration. */
  model: string;
  prompt: ModelPrompt;
  /** Ask how likely each piece of the answer was to the model; only where the policy says that it tells. */
  logProbabilities: boolean;
  /** null for a first question. */
  reAsk: ReAsk | null;
  /** Tokens that may be written at most; null where what the adapter asks for anyway is good enough. */
  outputTokensMax: number | null;
  /** From the first byte sent to the last byte received. */
  timeoutMs: number;
  /** The caller's: it lost interest, or the whole operation is out of time. */
  signal: AbortSignal;
}

/**
 * Tokens of a call, counted alike for all providers. `inputTokens` includes cached and cache-write tokens, `outputTokens` includes
 * reasoning tokens; a price is taken once for each token, at its own rate.
 */
export interface ModelUsage {
  inputTokens: number;
  cachedInputTokens: number;
  cacheWriteTokens: number;
  /** Of the cache-write tokens, those that are kept for an hour and not for five minutes. */
  cacheWrite1hTokens: number;
  outputTokens: number;
  reasoningTokens: number;
}

/** Longest `rawText` kept of an unusable answer, in characters. */
export const rawTextMaxCharacters = 4096;

interface OutcomeBase {
  /** Wall time of the call, waits inside it included. */
  ms: number;
  /** null when the provider reported none; it may have billed the call nevertheless. */
  usage: ModelUsage | null;
  /** False when nothing can have reached the provider: no connection, or no call at all. */
  sent: boolean;
  /** null when no HTTP answer arrived. */
  statusCode: number | null;
  /** The answer came from a simulated model. */
  simulated: boolean;
  /** The provider's id of the answer or request, for a support case; null when it gave none. */
  providerRequestId: string | null;
}

interface FailureBase extends OutcomeBase {
  /** One short line for the timeline. Holds no credentials and no ticket text. */
  detail: string;
}

export interface ModelSuccess extends OutcomeBase {
  outcome: "succeeded";
  extraction: Extraction;
  /** null where it was not asked for or not told. */
  likelihood: AnswerLikelihood | null;
  /** What was done to the text before it was valid; empty where it was as it stood. No value was changed. */
  answerRepairs: AnswerRepair[];
}

interface ModelInvalidOutput extends FailureBase {
  outcome: "invalid_output";
  /** What the model wrote, cut to `rawTextMaxCharacters`; null when nothing readable came. May echo the ticket. */
  rawText: string | null;
  /**
   * What to tell the model in a re-ask: where the answer differs from the schema. null when the same call is likely to
   * end the same way, for an answer that stopped at the output limit or has megabytes.
   */
  complaint: string | null;
}

interface ModelRefused extends FailureBase {
  outcome: "refused";
}

interface ModelProviderError extends FailureBase {
  outcome: "provider_error";
  /** The same call may succeed later: a network fault or a 5xx; not a bad request or an unknown model. */
  retryable: boolean;
  /** The server takes no JSON Schema; the next call to it will ask for plain JSON. */
  schemaRefused?: true;
  /** The provider's own advice, for example with a 503; null when it gave none. */
  retryAfterMs: number | null;
}

/** Missing, wrong or unentitled credentials; no repetition helps. */
interface ModelAuthError extends FailureBase {
  outcome: "provider_auth";
}

interface ModelRateLimited extends FailureBase {
  outcome: "rate_limited";
  /** The provider's own advice; null when it gave none. */
  retryAfterMs: number | null;
  /** The quota or credit is used up: waiting seconds does not help. */
  quotaExhausted: boolean;
}

/** `timeoutMs` passed before the last byte. */
interface ModelTimedOut extends FailureBase {
  outcome: "timed_out";
}

/** The caller's signal fired first. */
interface ModelAborted extends FailureBase {
  outcome: "aborted";
}

export type ModelOutcome =
  | ModelSuccess
  | ModelInvalidOutput
  | ModelRefused
  | ModelProviderError
  | ModelAuthError
  | ModelRateLimited
  | ModelTimedOut
  | ModelAborted;

/** Calls one model once. Resolves with every outcome, failures included; never rejects. */
export type CallModel = (request: ModelRequest) => Promise<ModelOutcome>;
