import fc from "fast-check";
import { expect, test } from "vitest";
import { type Pieces, piecesOf } from "./pieces.ts";
import { bucketEdges } from "./time-buckets.ts";

const hourMs = 3_600_000;
const monday = Date.parse("2026-03-02T00:00:00Z");
const none = new Set<number>();

/** How often each quarter of an hour is counted. */
function countsOf({ rolled, raw }: Pieces): Map<number, number> {
  const counts = new Map<number, number>();
  const add = (from: number, to: number, sign: number) => {
    for (let at = from; at < to; at += hourMs / 4) counts.set(at, (counts.get(at) ?? 0) + sign);
  };
  for (const { grain, start, sign } of rolled) add(start, start + grain * hourMs, sign);
  for (const { from, to } of raw) add(from, to, 1);
  return new Map([...counts].filter(([, count]) => count !== 0));
}

test("every moment of a window is counted once, and no other", () => {
  const quarter = fc.integer({ min: 0, max: 40 * 24 * 4 }).map((count) => monday + (count * hourMs) / 4);
  const hour = fc.integer({ min: 0, max: 40 * 24 }).map((count) => monday + count * hourMs);
  fc.assert(
    fc.property(quarter, quarter, hour, fc.array(hour, { maxLength: 4 }), (a, b, rolledUntil, changed) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const dirty = new Set(changed);
      const pieces = piecesOf(from, to, { rolledUntil, changed: dirty });
      const expected = new Map<number, number>();
      for (let at = from; at < to; at += hourMs / 4) expected.set(at, 1);
      const counts = countsOf(pieces);
      expect(counts.size).toBe(expected.size);
      for (const [at, count] of counts) expect(count).toBe(expected.get(at));
      for (const { grain, start } of pieces.rolled) {
        expect(start + grain * hourMs).toBeLessThanOrEqual(rolledUntil);
        expect([...dirty].some((at) => at >= start && at < start + grain * hourMs)).toBe(false);
      }
    }),
  );
});

test("a week is one row where it is a week of UTC, and few rows elsewhere", () => {
  const covered = { rolledUntil: monday + 60 * 24 * hourMs, changed: none };
  const week = 168 * hourMs;
  expect(piecesOf(monday, monday + week, covered)).toEqual({
    rolled: [{ grain: 168, start: monday, sign: 1 }],
    raw: [],
  });
  const ahead = piecesOf(monday - 2 * hourMs, monday + week - 2 * hourMs, covered);
  expect(ahead.rolled).toHaveLength(5);
  expect(ahead.raw).toEqual([]);
});

test("what is not rolled up yet is read from raw rows", () => {
  const { rolled, raw } = piecesOf(monday, monday + 3 * hourMs, {
    rolledUntil: monday + 2 * hourMs,
    changed: new Set([monday]),
  });
  expect(rolled).toEqual([{ grain: 1, start: monday + hourMs, sign: 1 }]);
  expect(raw).toEqual([
    { from: monday, to: monday + hourMs },
    { from: monday + 2 * hourMs, to: monday + 3 * hourMs },
  ]);
});

test.each([
  ["Europe/Berlin", "2026-03-28T23:00:00Z", [23, 24]],
  ["Europe/Berlin", "2026-10-24T22:00:00Z", [25, 24]],
  ["Asia/Kolkata", "2026-03-28T18:30:00Z", [24, 24]],
  ["America/New_York", "2026-03-08T05:00:00Z", [23, 24]],
  ["UTC", "2026-03-29T00:00:00Z", [24, 24]],
] as const)("days of %s begin at its midnight, also when its clocks change", (timeZone, start, hours) => {
  const from = Date.parse(start);
  const edges = bucketEdges({ from: from + hourMs, to: from + 30 * hourMs, bucket: "day", timeZone });
  expect(edges[0]).toBe(from);
  expect(hours.map((_, index) => ((edges[index + 1] ?? 0) - (edges[index] ?? 0)) / hourMs)).toEqual(hours);
});

test("weeks begin on Mondays and months on their first day", () => {
  const window = { from: Date.parse("2026-01-14T10:00:00Z"), to: Date.parse("2026-02-10T00:00:00Z") };
  const iso = (bucket: "week" | "month") =>
    bucketEdges({ ...window, bucket, timeZone: "UTC" }).map((edge) =>
      new Date(edge).toISOString().slice(0, 10),
    );
  expect(iso("week")).toEqual([
    "2026-01-12",
    "2026-01-19",
    "2026-01-26",
    "2026-02-02",
    "2026-02-09",
    "2026-02-16",
  ]);
  expect(iso("month")).toEqual(["2026-01-01", "2026-02-01", "2026-03-01"]);
});
