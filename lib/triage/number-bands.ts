/**
 * Numbers as a fingerprint keeps them: near values fall into one band, values that mean another incident do not.
 * Edges are where operators' judgement changes, so that a nearly full disk never passes for a half-empty one.
 */

function bandOf(value: number, edges: readonly number[]): number {
  const index = edges.findIndex((edge) => value < edge);
  return index < 0 ? edges.length : index;
}

const percentEdges = [0.000_001, 1, 5, 20, 50, 80, 95, 100];

/** 0, below 1, 5, 20, 50, 80, 95, 100 and from 100 up. */
export const percentBand = (percent: number) => `pct${bandOf(percent, percentEdges)}`;

/** Seconds: 0.1 s, 1 s, 10 s, a minute, ten minutes, an hour, six hours, a day, a week, a month. */
const durationEdges = [0.1, 1, 10, 60, 600, 3600, 21_600, 86_400, 604_800, 2_592_000];

const secondsOfUnit: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ns: 1e-9,
    us: 1e-6,
    µs: 1e-6,
    ms: 1e-3,
    millisecond: 1e-3,
    s: 1,
    sec: 1,
    second: 1,
    m: 60,
    min: 60,
    minute: 60,
    h: 3600,
    hr: 3600,
    hour: 3600,
    d: 86_400,
    day: 86_400,
    w: 604_800,
    week: 604_800,
  }),
);

/** A duration in a unit as people write it (`ms`, `secs`, `hours`); null when the unit is none of time. */
export function durationBand(amount: number, unit: string): string | null {
  const seconds = secondsOfUnit.get(unit) ?? secondsOfUnit.get(unit.replace(/s$/, ""));
  return seconds === undefined ? null : `dur${bandOf(amount * seconds, durationEdges)}`;
}

const sizeUnits = ["b", "k", "m", "g", "t", "p"];

/** A size in bytes, one band for each power of ten; null when the unit is none of size. */
export function sizeBand(amount: number, unit: string): string | null {
  const power = /^(?:bytes?|[kmgtp]i?b|b)$/.test(unit) ? sizeUnits.indexOf(unit.slice(0, 1)) : -1;
  if (power < 0) return null;
  const bytes = amount * 1000 ** power;
  return `size${bytes < 1 ? 0 : Math.floor(Math.log10(bytes)) + 1}`;
}

/** A plain count: 0 and 1 stay, what lies between is a share, up to 99 are alike, then one band for each power of ten; null from ten million up. */
export function countBand(value: number): string | null {
  if (value >= 10_000_000) return null;
  if (value === 0 || value === 1) return String(value);
  if (value < 1) return percentBand(100 * value);
  return value < 100 ? "few" : `num${Math.floor(Math.log10(value)) + 1}`;
}
