/** Longest advice believed; beyond it a quota is meant, not a pause. */
const adviceMaxMs = 24 * 60 * 60 * 1000;

const within = (ms: number) => (Number.isFinite(ms) && ms >= 0 ? Math.min(Math.ceil(ms), adviceMaxMs) : null);

/** From a moment as HTTP or RFC 3339 write it; null when it is none. */
function untilMoment(value: string, now: Date): number | null {
  const looksLikeOne = /^[A-Z][a-z]{2},/.test(value) || /^\d{4}-\d\d-\d\dT/.test(value);
  const until = looksLikeOne ? Date.parse(value) : Number.NaN;
  return Number.isNaN(until) ? null : within(Math.max(0, until - now.getTime()));
}

const unitMs = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;

/** `1m30.5s`, `120ms`; null when it is none. */
function duration(value: string): number | null {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|h|m|s))+$/.test(value)) return null;
  let sum = 0;
  for (const [, amount, unit] of value.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)) {
    const key = unit === "ms" || unit === "h" || unit === "m" ? unit : "s";
    sum += Number(amount) * unitMs[key];
  }
  return within(sum);
}

/** The provider's own clock where it tells it: ours may be wrong, and only the difference matters. */
function clockOf(headers: Headers, now: Date): Date {
  const served = Date.parse(headers.get("date") ?? "");
  return Number.isNaN(served) ? now : new Date(served);
}

function fromHeaders(headers: Headers, now: Date): number | null {
  const ms = headers.get("retry-after-ms");
  if (ms !== null && ms.trim() !== "") return within(Number(ms));
  const value = headers.get("retry-after")?.trim();
  if (!value) return null;
  if (/^\d+(?:\.\d+)?$/.test(value)) return within(Number(value) * 1000);
  return untilMoment(value, clockOf(headers, now));
}

/** Google's `"retryDelay": "34s"` and OpenAI's "Please try again in 1m30.5s". */
function fromBody(body: string): number | null {
  const told = /(?:"retryDelay"\s*:\s*"|try again in )((?:\d+(?:\.\d+)?(?:ms|h|m|s))+)/i.exec(body)?.[1];
  return told === undefined ? null : duration(told);
}

/**
 * How long a provider asks to wait: `retry-after-ms`, `retry-after` in seconds or as a date (RFC 9110), else what its
 * error body says. Milliseconds; null when it says nothing.
 */
export function retryAfterMs(headers: Headers, body: string, now: Date): number | null {
  return fromHeaders(headers, now) ?? fromBody(body);
}

/** Numbers above are moments: seconds since 1970, and above the second one milliseconds. */
const epochSeconds = 1e9;
const epochMilliseconds = 1e12;

function resetMs(value: string, headers: Headers, now: Date): number | null {
  const clock = clockOf(headers, now);
  if (!/^\d+(?:\.\d+)?$/.test(value)) return duration(value) ?? untilMoment(value, clock);
  const number = Number(value);
  if (number < epochSeconds) return within(number * 1000);
  const momentMs = number < epochMilliseconds ? number * 1000 : number;
  return within(Math.max(0, momentMs - clock.getTime()));
}

/**
 * When the limit that refused a call is renewed, as rate-limit headers tell it beside or in place of `retry-after`:
 * the latest reset among the limits of which nothing remains; without such counts, the only reset there is.
 * Milliseconds; null when they say nothing.
 */
export function rateLimitResetMs(headers: Headers, now: Date): number | null {
  const resets = [...headers].flatMap(([name, value]) => {
    if (!/ratelimit/.test(name) || !/(?:^|-)reset(?:-|$)/.test(name)) return [];
    const remaining = headers.get(name.replace("reset", "remaining"))?.trim() ?? null;
    const ms = resetMs(value.trim(), headers, now);
    return ms === null
      ? []
      : [{ ms, used: remaining !== null && Number(remaining) === 0, told: remaining !== null }];
  });
  const usedUp = resets.filter(({ used }) => used);
  if (usedUp.length > 0) return Math.max(...usedUp.map(({ ms }) => ms));
  const [only] = resets;
  return only && resets.length === 1 && !only.told ? only.ms : null;
}
