import fc from "fast-check";
import { expect, test } from "vitest";
import { piecesOf } from "./pieces.ts";
import { bucketEdges } from "./time-buckets.ts";
import { type Span, timeToRead } from "./time-to-read.ts";

const hourMs = 3_600_000;
const monday = Date.parse("2026-03-02T00:00:00Z");

/** Pieces by bucket, in words, with how often each is counted. */
function countedOf(lists: readonly { bucket: number; words: string; sign: number }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { bucket, words, sign } of lists) {
    const key = `${bucket}: ${words}`;
    counts.set(key, (counts.get(key) ?? 0) + sign);
  }
  return new Map([...counts].filter(([, count]) => count !== 0));
}

test("each bucket gets just the pieces of its span", () => {
  const hour = fc.integer({ min: 0, max: 60 * 24 });
  const spans = fc.array(
    fc.record({
      bucket: fc.integer({ min: -1, max: 3 }),
      start: hour,
      hours: fc.integer({ min: 0, max: 900 }),
    }),
    { maxLength: 5 },
  );
  fc.assert(
    fc.property(spans, hour, (drawn, rolledHours) => {
      const coverage = { rolledUntil: monday + rolledHours * hourMs, changed: new Set<number>() };
      const asked: Span[] = drawn.map(({ bucket, start, hours }) => ({
        bucket,
        from: monday + start * hourMs,
        to: monday + (start + hours) * hourMs,
      }));
      const { members, rolled, raw } = timeToRead(asked, coverage);
      const membersOf = (unit: number) => members[unit] ?? [];
      const read = [
        ...rolled.flatMap(({ unit, grain, start }) =>
          membersOf(unit).map((member) => ({ ...member, words: `${grain} from ${start}` })),
        ),
        ...raw.flatMap(({ unit, from, to }) =>
          membersOf(unit).map((member) => ({ ...member, words: `${from} to ${to}` })),
        ),
      ];
      const expected = asked.flatMap(({ bucket, from, to }) => {
        const pieces = piecesOf(from, to, coverage);
        return [
          ...pieces.rolled.map(({ grain, start, sign }) => ({
            bucket,
            sign,
            words: `${grain} from ${start}`,
          })),
          ...pieces.raw.map((piece) => ({ bucket, sign: 1, words: `${piece.from} to ${piece.to}` })),
        ];
      });
      expect(countedOf(read)).toEqual(countedOf(expected));
      // Nothing is read twice.
      expect(new Set(rolled.map(({ grain, start }) => `${grain} ${start}`)).size).toBe(rolled.length);
    }),
  );
});

test("the hours by which days of a zone differ from those of UTC are read once", () => {
  const from = Date.parse("2026-01-05T00:00:00Z");
  const window = { from, to: from + 10 * 24 * hourMs };
  const edges = bucketEdges({ ...window, bucket: "day", timeZone: "America/New_York" });
  const spans = edges
    .slice(1, -2)
    .map((edge, bucket) => ({ bucket, from: edge, to: edges[bucket + 2] ?? edge }));
  const { rolled } = timeToRead(spans, { rolledUntil: window.to + 48 * hourMs, changed: new Set() });
  const hours = rolled.filter(({ grain }) => grain === 1).length;
  // Five hours at each edge.
  expect(hours).toBe(5 * (spans.length + 1));
});
