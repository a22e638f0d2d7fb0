import { exactText, usdText } from "#components/amounts.ts";
import type { Usage } from "#lib/contracts/triage.ts";

/** What the card cost, in a few words; an unknown price is said, never guessed. */
export function costText({ costUsd, modelCalls }: Usage): string {
  if (costUsd === null) return "cost unknown";
  return modelCalls === 0 ? "no model call" : usdText(costUsd);
}

/** Tokens that went in and came out; null when no model was called. */
export function tokensText({ modelCalls, inputTokens, outputTokens }: Usage): string | null {
  if (modelCalls === 0) return null;
  return `${exactText(inputTokens)} tokens in, ${exactText(outputTokens)} out`;
}
