import { insertAttempts } from "#db/queries/ledger.ts";
import type { TestedModel } from "#lib/contracts/models.ts";
import { usdOf } from "#lib/core/money.ts";
import { makeAttempt } from "#lib/gateway/attempt.ts";
import type { ModelOutcome } from "#lib/gateway/model-port.ts";
import { renderTriagePrompt } from "#lib/models/prompts.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { toStoredAttempt } from "#lib/services/triage/stored-attempt.ts";

/** Longer than a ticket would wait: a model that is slow is told from one that is silent. */
const timeoutMs = 30_000;
const ticket = { text: "Since 09:00 the printer on floor 2 prints blank pages; the one on floor 3 works." };

/**
 * Asks a model once, past its breaker and outside of any budget of calls. What the call cost is in the ledger. Never
 * throws for what a model does.
 */
export async function testModel(ctx: ServiceContext, { model }: { model: string }): Promise<TestedModel> {
  const { cheap, strong } = ctx.policy.logProbabilities;
  const logProbabilities = [...cheap, ...strong].includes(model);
  const make = await makeAttempt(
    {
      target: { model, tier: "cheap" },
      ordinal: 1,
      purpose: "first",
      prompt: renderTriagePrompt(ticket),
      reAsk: null,
      logProbabilities,
      outputTokensMax: null,
      timeoutMs,
      waitMs: 0,
      signal: ctx.signal,
    },
    ctx,
  );
  if (!make) {
    const explanation =
      "It failed several times in a row and is left alone for some seconds. Try again in a moment.";
    return { outcome: "provider_error", ms: 0, costUsd: 0, explanation };
  }
  const { attempt } = make;
  const charge = { account: "eval", apiKeyId: null, team: null, source: null } as const;
  await insertAttempts(ctx.database, [toStoredAttempt(attempt, charge, ctx.policy.version)], {});
  const { outcome } = attempt;
  return {
    outcome: outcome.outcome,
    ms: outcome.ms,
    costUsd: usdOf(attempt.costNanoUsd),
    explanation: explanationOf(model, outcome, logProbabilities),
  };
}

/** The variables that a model's provider is reached by. */
function variablesOf(model: string): { key: string; address: string } {
  const provider = model.slice(0, model.indexOf(":"));
  const name = provider === "google" ? "GOOGLE" : provider.toUpperCase();
  return {
    key: provider === "google" ? "GOOGLE_GENERATIVE_AI_API_KEY" : `${name}_API_KEY`,
    address: `${name}_BASE_URL`,
  };
}

/** What the end of a call means for whoever set the model up. */
export function explanationOf(model: string, outcome: ModelOutcome, logProbabilities: boolean): string {
  const { key, address } = variablesOf(model);
  switch (outcome.outcome) {
    case "succeeded":
      return logProbabilities && outcome.likelihood === null
        ? "It answers, and its answer fits; it tells no log-probabilities, though the policy asks for them."
        : "It answers, and its answer fits.";
    case "provider_auth":
      return outcome.statusCode === null
        ? `No key: set ${key} and start again.`
        : `The provider refuses the key (${outcome.detail}). Look at ${key}.`;
    case "provider_error":
      if (outcome.detail.includes("log-probabilities"))
        return `It refuses to tell log-probabilities (${outcome.detail}). Switch them off for this model in the policy.`;
      if (outcome.detail.includes("no base URL")) return `No address: set ${address} and start again.`;
      if (outcome.statusCode === 404)
        return `The provider does not know this model, or nothing is at this address (${outcome.detail}). Look at the name and at ${address}.`;
      if (outcome.statusCode === null)
        return `Nothing answers (${outcome.detail}). Look at ${address} and at the network.`;
      return outcome.statusCode < 300
        ? `Something answers, but not as this provider does (${outcome.detail}). Look at ${address}.`
        : `The provider failed: ${outcome.detail}.`;
    case "rate_limited":
      return outcome.quotaExhausted
        ? `The quota or credit of the account is used up (${outcome.detail}).`
        : `The provider lets no more calls through at the moment (${outcome.detail}).`;
    case "timed_out":
      return `No whole answer in ${timeoutMs / 1000} seconds. The model is too slow, or the address does not answer.`;
    case "invalid_output":
      return `It answers, but not in the form that was asked for (${outcome.detail}). Take a model that can give structured output.`;
    case "refused":
      return "It refused to answer a harmless ticket. Take another model.";
    case "aborted":
      return "The call was cut off because the gateway stops.";
  }
}
