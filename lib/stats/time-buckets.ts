import type { StatsBucket } from "../contracts/stats.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** 1970-01-05 was a Monday; weeks begin on Mondays, as in ISO 8601. */
const firstMondayMs = 4 * dayMs;

/** The wall clock of a zone: milliseconds since 1970-01-01 00:00 on it, for an instant. */
type WallClock = (instant: number) => number;

function wallClockOf(timeZone: string): WallClock {
  if (timeZone === "UTC") return (instant) => instant;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (instant) => {
    const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    const of = (name: string) => Number(parts[name]);
    const wall = Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second"));
    return wall + (((instant % 1000) + 1000) % 1000);
  };
}

/** The instant at which a wall clock shows a time; where it shows it twice or never, one close by. */
function instantOf(wallClock: WallClock, wall: number): number {
  const guess = wall - (wallClock(wall) - wall);
  return guess + (wall - wallClock(guess));
}

const floorTo = (value: number, step: number, origin = 0) =>
  Math.floor((value - origin) / step) * step + origin;

const monthOf = (wall: number, later: number) => {
  const date = new Date(wall);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + later, 1);
};

/** Start of the bucket that holds a wall time, and of the one after it. */
const wallBuckets: Record<
  Exclude<StatsBucket, "hour">,
  { start(wall: number): number; next(start: number): number }
> = {
  day: { start: (wall) => floorTo(wall, dayMs), next: (start) => start + dayMs },
  week: { start: (wall) => floorTo(wall, 7 * dayMs, firstMondayMs), next: (start) => start + 7 * dayMs },
  month: { start: (wall) => monthOf(wall, 0), next: (start) => monthOf(start, 1) },
};

/**
 * Starts of the buckets that cover from `from` to `to`, in milliseconds, with the end of the last one. Hours are those
 * of UTC; days, weeks and months are those of the zone, 23 and 25 hours long where its clocks change.
 */
export function bucketEdges(window: {
  from: number;
  to: number;
  bucket: StatsBucket;
  timeZone: string;
}): number[] {
  const { from, to, bucket, timeZone } = window;
  if (bucket === "hour") {
    const first = floorTo(from, hourMs);
    return Array.from({ length: Math.ceil((to - first) / hourMs) + 1 }, (_, index) => first + index * hourMs);
  }
  const wallClock = wallClockOf(timeZone);
  const { start, next } = wallBuckets[bucket];
  const edges: number[] = [];
  for (let wall = start(wallClock(from)); ; wall = next(wall)) {
    const edge = instantOf(wallClock, wall);
    edges.push(edge);
    if (edge >= to) return edges;
  }
}

/** Most buckets of an answer. */
export const bucketsMax = 800;

const bucketMs: Record<StatsBucket, number> = {
  hour: hourMs,
  day: dayMs,
  week: 7 * dayMs,
  month: 28 * dayMs,
};

/** About how many buckets a window has, at most. */
export const bucketCountOf = (spanMs: number, bucket: StatsBucket) =>
  Math.ceil(spanMs / bucketMs[bucket]) + 1;

/**
 * The bucket that shows a window well: hours up to three days, since those of a week are too many to be read one by one;
 * days up to a quarter, then weeks, then months.
 */
export function bucketFor(spanMs: number): StatsBucket {
  if (spanMs <= 3 * dayMs) return "hour";
  if (spanMs <= 100 * dayMs) return "day";
  if (spanMs <= 800 * dayMs) return "week";
  return "month";
}
