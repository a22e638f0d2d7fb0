import { numberFormat } from "#components/ui/number-format.ts";
import type { CallerLimits } from "#lib/contracts/limits.ts";

const number = (value: number) => numberFormat().format(value);

/** "600 requests and 90,000 tokens a minute"; null where nothing is limited. */
export function limitsText({ requestsPerMinute, tokensPerMinute }: CallerLimits): string | null {
  const parts = [
    ...(requestsPerMinute === null ? [] : [`${number(requestsPerMinute)} requests`]),
    ...(tokensPerMinute === null ? [] : [`${number(tokensPerMinute)} tokens`]),
  ];
  return parts.length === 0 ? null : `${parts.join(" and ")} a minute`;
}

/** What counts for a key that has its own limits, or some of them, or none. */
export const effectiveLimits = (own: CallerLimits, defaults: CallerLimits): CallerLimits => ({
  requestsPerMinute: own.requestsPerMinute ?? defaults.requestsPerMinute,
  tokensPerMinute: own.tokensPerMinute ?? defaults.tokensPerMinute,
});

/** A number as it is typed, with or without separators of thousands; null where the field is empty. */
export function perMinuteIn(text: string): number | null {
  const digits = text.replaceAll(/[\s,_]/g, "");
  return digits === "" ? null : Number(digits);
}
