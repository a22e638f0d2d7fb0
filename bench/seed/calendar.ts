import type { Draw } from "./random.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Days that are made up. */
export const days = 365;
/** Tickets that belong to storms, as a share of all. */
const stormShare = 0.3;
const stormsMost = 220;
const stormTicketsLeast = 5;
const outagesMost = 16;

/** Many reports of one incident within a short time. */
export interface Storm {
  startsMs: number;
  lastsMs: number;
  tickets: number;
}

/** Hours in which a provider did not answer as it should. */
export interface Outage {
  startsMs: number;
  endsMs: number;
  reason: "provider_error" | "rate_limited" | "timeout";
}

export interface Arrival {
  atMs: number;
  storm: Storm | null;
}

/** How much comes in at an hour: more from month to month, by day more than by night, less at weekends. */
function weightOf(atMs: number, share: number): number {
  const at = new Date(atMs);
  const hour = at.getUTCHours() + at.getUTCMinutes() / 60;
  const byDay = 0.35 + 0.65 * Math.max(0, Math.sin(((hour - 5) / 16) * Math.PI));
  const weekend = at.getUTCDay() % 6 === 0;
  return (1 + share) * byDay * (weekend ? 0.45 : 1);
}

export function stormsIn(draw: Draw, fromMs: number, tickets: number): Storm[] {
  const storms: Storm[] = [];
  const mean = (tickets * stormShare) / stormsMost;
  let left = Math.floor(tickets * stormShare);
  while (left >= stormTicketsLeast) {
    const wanted = Math.round(draw.skewed(mean * 0.6, 1));
    const size = Math.min(left, Math.max(stormTicketsLeast, wanted));
    left -= size;
    const lastsMs = draw.between(5, 90) * 60_000;
    storms.push({
      startsMs: fromMs + draw.fraction() * (days * dayMs - lastsMs),
      lastsMs,
      tickets: size,
    });
  }
  return storms;
}

/** Outages over the year; the last of them two days before its end. */
export function outagesIn(draw: Draw, fromMs: number): Outage[] {
  const reasons = ["provider_error", "provider_error", "rate_limited", "timeout"] as const;
  return Array.from({ length: outagesMost }, (_, index) => {
    const startsMs =
      index === 0 ? fromMs + (days - 2) * dayMs : fromMs + draw.between(0.08, 0.98) * days * dayMs;
    return { startsMs, endsMs: startsMs + draw.between(20, 220) * 60_000, reason: draw.oneOf(reasons) };
  }).sort((a, b) => a.startsMs - b.startsMs);
}

/** When each ticket comes in, oldest first: exactly `tickets` of them, up to `untilMs`. */
export function* arrivals(
  draw: Draw,
  { tickets, untilMs, storms }: { tickets: number; untilMs: number; storms: readonly Storm[] },
): Generator<Arrival> {
  const fromMs = untilMs - days * dayMs;
  const hours = days * 24;
  const inHours: Arrival[][] = Array.from({ length: hours }, () => []);
  const hourOf = (atMs: number) => Math.min(hours - 1, Math.max(0, Math.floor((atMs - fromMs) / hourMs)));
  for (const storm of storms) {
    for (let ticket = 0; ticket < storm.tickets; ticket++) {
      // Most reports of a storm come early.
      const atMs = Math.floor(storm.startsMs + draw.fraction() ** 2 * storm.lastsMs);
      inHours[hourOf(atMs)]?.push({ atMs, storm });
    }
  }

  const weights = inHours.map((_, hour) => weightOf(fromMs + hour * hourMs, hour / hours));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const single = tickets - storms.reduce((sum, storm) => sum + storm.tickets, 0);
  let weighed = 0;
  let due = 0;
  for (const [hour, arrived] of inHours.entries()) {
    const before = due;
    weighed += weights[hour] ?? 0;
    due = hour === hours - 1 ? single : Math.round((single * weighed) / whole);
    for (let ticket = before; ticket < due; ticket++) {
      arrived.push({ atMs: Math.floor(fromMs + (hour + draw.fraction()) * hourMs), storm: null });
    }
    arrived.sort((a, b) => a.atMs - b.atMs);
    yield* arrived;
    // Read once; a year of a million tickets need not stay in memory.
    inHours[hour] = [];
  }
}
