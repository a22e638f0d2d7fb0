const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const weekMs = 7 * dayMs;

const steps = [
  { below: hourMs, size: minuteMs, short: "m", unit: "minute" },
  { below: dayMs, size: hourMs, short: "h", unit: "hour" },
  { below: 4 * weekMs, size: dayMs, short: "d", unit: "day" },
  { below: 52 * weekMs, size: weekMs, short: "w", unit: "week" },
  { below: Number.POSITIVE_INFINITY, size: 52 * weekMs, short: "y", unit: "year" },
] as const;

let long: Intl.RelativeTimeFormat | undefined;

/** In a sentence. The formatter is made when one is read: a page starts sooner without it. */
function longText(count: number, unit: Intl.RelativeTimeFormatUnit): string {
  long ??= new Intl.RelativeTimeFormat("en", { numeric: "always" });
  return long.format(-count, unit);
}

/**
 * How long ago something was, in one unit rounded down: "3m" for dense lists, "3 minutes ago" in sentences. A clock
 * that runs a little behind must not make it the future, so that counts as now.
 */
export function relativeTimeText(thenMs: number, nowMs: number, form: "short" | "long"): string {
  const ageMs = nowMs - thenMs;
  if (ageMs < minuteMs) return form === "short" ? "now" : "just now";
  const step = steps.find(({ below }) => ageMs < below) ?? steps[4];
  const count = Math.floor(ageMs / step.size);
  return form === "short" ? `${count}${step.short}` : longText(count, step.unit);
}
