import type { AttemptPurpose } from "../contracts/trace.ts";
import type { Tier } from "../contracts/vocabulary.ts";
import type { Runtime } from "../core/runtime.ts";
import { costNanoUsdOf, type Prices } from "./cost.ts";
import type { CallModel, ModelOutcome, ModelPrompt } from "./model-port.ts";
import type { PlannedAttempt } from "./route.ts";

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
}

export interface AttemptPorts {
  callModel: CallModel;
  prices: Prices;
  runtime: Runtime;
}

/**
 * A refusal with an error status is not billed. A call that was cut off may have been: its cost stays unknown.
 */
function costOf(model: string, outcome: ModelOutcome, prices: Prices): bigint | null {
  if (outcome.usage) return costNanoUsdOf(outcome.usage, prices[model]);
  return outcome.statusCode !== null && outcome.statusCode >= 400 ? 0n : null;
}

/** Makes one planned call within `timeoutMs`. Never throws: the outcome is data. */
export async function makeAttempt(
  planned: PlannedAttempt,
  call: {
    ordinal: number;
    purpose: AttemptPurpose;
    prompt: ModelPrompt;
    timeoutMs: number;
    waitMs: number;
    signal: AbortSignal;
  },
  { callModel, prices, runtime }: AttemptPorts,
): Promise<Attempt> {
  const startedAt = runtime.now();
  const outcome = await callModel({
    model: planned.model,
    prompt: call.prompt,
    timeoutMs: call.timeoutMs,
    signal: call.signal,
  });
  return {
    id: runtime.newId("att"),
    ordinal: call.ordinal,
    model: planned.model,
    tier: planned.tier,
    purpose: call.purpose,
    promptVersion: call.prompt.version,
    startedAt,
    waitMs: call.waitMs,
    outcome,
    costNanoUsd: costOf(planned.model, outcome, prices),
  };
}
