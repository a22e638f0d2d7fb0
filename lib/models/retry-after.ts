/** Longest advice believed; beyond it a quota is meant, not a pause. */
const adviceMaxMs = 24 * 60 * 60 * 1000;

const within = (ms: number) => (Number.isFinite(ms) && ms >= 0 ? Math.min(Math.ceil(ms), adviceMaxMs) : null);

function fromHeaders(headers: Headers, now: Date): number | null {
  const ms = headers.get("retry-after-ms");
  if (ms !== null && ms.trim() !== "") return within(Number(ms));
  const value = headers.get("retry-after")?.trim();
  if (!value) return null;
  if (/^\d+(?:\.\d+)?$/.test(value)) return within(Number(value) * 1000);
  const until = /^[A-Z][a-z]{2},/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(until) ? null : within(Math.max(0, until - now.getTime()));
}

const unitMs = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;

/** Google's `"retryDelay": "34s"` and OpenAI's "Please try again in 1m30.5s". */
function fromBody(body: string): number | null {
  const told = /(?:"retryDelay"\s*:\s*"|try again in )((?:\d+(?:\.\d+)?(?:ms|h|m|s))+)/i.exec(body)?.[1];
  if (told === undefined) return null;
  let sum = 0;
  for (const [, amount, unit] of told.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)) {
    const key = unit === "ms" || unit === "h" || unit === "m" ? unit : "s";
    sum += Number(amount) * unitMs[key];
  }
  return within(sum);
}

/**
 * How long a provider asks to wait: `retry-after-ms`, `retry-after` in seconds or as a date (RFC 9110), else what its
 * error body says. Milliseconds; null when it says nothing.
 */
export function retryAfterMs(headers: Headers, body: string, now: Date): number | null {
  return fromHeaders(headers, now) ?? fromBody(body);
}
