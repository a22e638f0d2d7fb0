import type { Tier } from "../contracts/vocabulary.ts";
import type { ModelPrompt, ReAsk } from "./model-port.ts";

/** The port between the engine and whoever holds the money: asked before each call, told what the call cost. */

export interface Wish {
  model: string;
  tier: Tier;
  prompt: ModelPrompt;
  reAsk: ReAsk | null;
  /** Longest time of the call itself. */
  timeoutMs: number;
  /** How long calls under way may be waited for whose money may come free. */
  patienceMs: number;
  signal: AbortSignal;
}

export interface Granted {
  granted: true;
  /** What the call may cost at most; null where no budget limits it. */
  reservedNanoUsd: bigint | null;
  /** Tokens the model may write; null where no budget limits them. */
  outputTokensMax: number | null;
  /** Gives back what was not needed. Never rejects. */
  settle(cost: CallCost): Promise<void>;
}

export interface CallCost {
  /** null when it is unknown: all that was kept counts as spent then. */
  costNanoUsd: bigint | null;
  /** As the provider counted them; null when it did not. */
  inputTokens: number | null;
}

export interface Refused {
  granted: false;
  /** `price_unknown`: a call that may cost anything cannot be held to a budget. */
  cause: "budget" | "price_unknown" | "database";
  /** When the budget may allow the call; null where nobody can say. */
  retryAfterMs: number | null;
}

export interface BudgetPort {
  /** Money for one call, kept until it is settled. Never rejects. */
  reserve(wish: Wish): Promise<Granted | Refused>;
}
