import type { AttemptPurpose } from "../contracts/trace.ts";
import type { Tier } from "../contracts/vocabulary.ts";
import type { Runtime } from "../core/runtime.ts";
import type { BreakerChange } from "./breaker-port.ts";
import { costNanoUsdOf, type Price, type PriceTable } from "./cost.ts";
import type { ModelHealth } from "./model-health.ts";
import type { CallModel, ModelOutcome, ModelPrompt, ReAsk } from "./model-port.ts";
import type { PlannedModel } from "./route.ts";

/** One call to one model, as it is stored. */
export interface Attempt {
  id: string;
  /** From 1, in the order of the calls. */
  ordinal: number;
  model: string;
  tier: Tier;
  purpose: AttemptPurpose;
  promptVersion: string;
  startedAt: Date;
  /** Time between the end of the attempt before and the start of this one. */
  waitMs: number;
  outcome: ModelOutcome;
  /** null when a price or the usage is unknown. */
  costNanoUsd: bigint | null;
  /** Of the price table that the cost was computed with. */
  pricesVersion: string;
}

/** A call that was made and what it changed; null when the model's breaker refused it. */
export type MadeCall = { attempt: Attempt; breakerChanges: BreakerChange[] } | null;

export interface AttemptPorts {
  callModel: CallModel;
  prices: PriceTable;
  runtime: Runtime;
  modelHealth: ModelHealth;
}

export interface PlannedCall {
  target: PlannedModel;
  ordinal: number;
  purpose: AttemptPurpose;
  prompt: ModelPrompt;
  reAsk: ReAsk | null;
  logProbabilities: boolean;
  outputTokensMax: number | null;
  timeoutMs: number;
  waitMs: number;
  signal: AbortSignal;
}

/**
 * What a call cost, however it ended:
 *
 * | the provider reported usage         | its price; unknown without one                                     |
 * | nothing reached the provider        | 0                                                                  |
 * | refused with an error status        | 0: OpenAI, Anthropic and Google bill no request that ends like this |
 * | cut off, given up, or unreadable    | unknown: it may have been generated and billed                     |
 */
export function costOf(
  { usage, sent, statusCode }: Pick<ModelOutcome, "usage" | "sent" | "statusCode">,
  price: Price | null,
): bigint | null {
  if (usage !== null) return price && costNanoUsdOf(usage, price);
  return !sent || (statusCode !== null && statusCode >= 400) ? 0n : null;
}

/** Makes one planned call within `timeoutMs`, unless the model's breaker refuses it. Never throws: the outcome is data. */
export async function makeAttempt(
  call: PlannedCall,
  { callModel, prices, runtime, modelHealth }: AttemptPorts,
): Promise<MadeCall> {
  const { model, tier } = call.target;
  const { prompt, reAsk, logProbabilities, outputTokensMax, timeoutMs, signal } = call;
  const request = { model, prompt, reAsk, logProbabilities, outputTokensMax, timeoutMs, signal };
  const startedAt = runtime.now();
  const guarded = await modelHealth.call(model, () => callModel(request));
  if (!guarded.admitted) return null;
  const { outcome, changes } = guarded;
  return {
    attempt: {
      id: runtime.newId("att"),
      ordinal: call.ordinal,
      model,
      tier,
      purpose: call.purpose,
      promptVersion: prompt.version,
      startedAt,
      waitMs: call.waitMs,
      outcome,
      costNanoUsd: costOf(outcome, prices.priceOf(model, startedAt)),
      pricesVersion: prices.version,
    },
    breakerChanges: changes,
  };
}
