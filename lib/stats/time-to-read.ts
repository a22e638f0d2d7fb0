import { type Coverage, piecesOf } from "./pieces.ts";

/** A stretch of time, and what its figures are counted to. */
export interface Span {
  bucket: number;
  from: number;
  to: number;
}

/** Where figures are added, or taken off. */
interface Member {
  bucket: number;
  sign: 1 | -1;
}

/**
 * Time to sum. What is counted to the same buckets is a unit and summed at once: the hours by which the days of a zone
 * differ from those of UTC are taken off one day and added to the other, and read for both together.
 */
export interface TimeToRead {
  /** Of each unit. */
  members: readonly (readonly Member[])[];
  /** Rows of roll-ups, with the hours that each sums. */
  rolled: readonly { unit: number; grain: number; start: number }[];
  /** Raw rows; `from` is included, `to` is not. */
  raw: readonly { unit: number; from: number; to: number }[];
}

/** What has to be read to count each of these spans to its bucket. */
export function timeToRead(spans: readonly Span[], coverage: Coverage): TimeToRead {
  const rolled = new Map<string, { grain: number; start: number; members: Member[] }>();
  const raw = new Map<string, { from: number; to: number; members: Member[] }>();
  for (const { bucket, from, to } of spans) {
    const pieces = piecesOf(from, to, coverage);
    for (const { grain, start, sign } of pieces.rolled) {
      const key = `${grain} ${start}`;
      const known = rolled.get(key);
      if (known) known.members.push({ bucket, sign });
      else rolled.set(key, { grain, start, members: [{ bucket, sign }] });
    }
    for (const piece of pieces.raw) {
      const key = `${piece.from} ${piece.to}`;
      const known = raw.get(key);
      if (known) known.members.push({ bucket, sign: 1 });
      else raw.set(key, { ...piece, members: [{ bucket, sign: 1 }] });
    }
  }
  const units = new Map<string, number>();
  const members: Member[][] = [];
  const unitOf = (of: Member[]): number => {
    const key = of.map(({ bucket, sign }) => `${bucket} ${sign}`).join();
    const known = units.get(key);
    if (known !== undefined) return known;
    units.set(key, members.length);
    return members.push(of) - 1;
  };
  return {
    rolled: [...rolled.values()].map(({ members: of, ...piece }) => ({ unit: unitOf(of), ...piece })),
    raw: [...raw.values()].map(({ members: of, ...piece }) => ({ unit: unitOf(of), ...piece })),
    members,
  };
}
