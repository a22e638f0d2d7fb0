import { providerNames } from "#lib/contracts/policy.ts";
import type { BreakerStateName } from "#lib/contracts/trace.ts";
import type { AttemptOutcomeName, Tier } from "#lib/contracts/vocabulary.ts";
import { usdText } from "./amounts.ts";

type Provider = (typeof providerNames)[number];

const providerTitles: Record<Provider, string> = {
  openai: "OpenAI",
  anthropic: "Anthropic",
  google: "Google",
  compatible: "OpenAI-compatible server",
};

/** Whose model it is: what stands before the colon. */
export function providerOf(model: string): string {
  const name = providerNames.find((each) => model.startsWith(`${each}:`));
  return name ? providerTitles[name] : "Unknown provider";
}

/** A model without its provider. */
export const plainName = (model: string): string => model.slice(model.indexOf(":") + 1);

export const tierNames: Record<Tier, string> = { cheap: "Cheap tier", strong: "Strong tier" };

export const tierMeanings: Record<Tier, string> = {
  cheap: "Asked first",
  strong: "Asked about what is critical or ambiguous, and when the cheap ones fail",
};

/** What a breaker does with calls in each of its states. */
export const breakerNames: Record<BreakerStateName, string> = {
  closed: "Asked as usual",
  half_open: "Tried again",
  open: "Left alone",
};
export const breakerTones = { closed: "good", half_open: "warn", open: "danger" } as const;

/** How a call to a model ended, in a word or two. */
export const outcomeNames: Record<AttemptOutcomeName, string> = {
  succeeded: "Answered",
  invalid_output: "Not usable",
  refused: "Refused",
  provider_error: "Provider failed",
  provider_auth: "Key refused",
  rate_limited: "Rate limited",
  timed_out: "Timed out",
  aborted: "Called off",
};

/** "$0.25 in, $2.00 out per million tokens". */
export const priceText = ({ input, output }: { input: number; output: number }): string =>
  `${usdText(input)} in, ${usdText(output)} out per million tokens`;

/** What to write into the prices' file for this model, with prices to fill in. */
export const priceExample = (model: string): string => JSON.stringify({ [model]: { input: 0, output: 0 } });
