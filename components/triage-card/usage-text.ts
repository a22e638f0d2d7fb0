import type { Usage } from "#lib/contracts/triage.ts";

const count = new Intl.NumberFormat("en");

/** Two significant digits below a cent, where two decimals would say nothing. */
function dollars(costUsd: number): string {
  if (costUsd === 0) return "$0";
  return costUsd < 0.01 ? `$${Number(costUsd.toPrecision(2))}` : `$${costUsd.toFixed(2)}`;
}

/** A duration as people read it: "8 ms", "1.2 s", "2 min 5 s". */
export function durationText(durationMs: number): string {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`;
  if (durationMs < 60_000) return `${(durationMs / 1000).toFixed(1)} s`;
  const seconds = Math.round(durationMs / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** What the card cost, in a few words; an unknown price is said, never guessed. */
export function costText({ costUsd, modelCalls }: Usage): string {
  if (costUsd === null) return "cost unknown";
  return modelCalls === 0 ? "no model call" : dollars(costUsd);
}

/** Tokens that went in and came out; null when no model was called. */
export function tokensText({ modelCalls, inputTokens, outputTokens }: Usage): string | null {
  if (modelCalls === 0) return null;
  return `${count.format(inputTokens)} tokens in, ${count.format(outputTokens)} out`;
}
