/** What is read of a roll-up: one row of time, and whether it is added or taken off. */
interface RolledPiece {
  /** Hours that the row sums. */
  grain: Grain;
  start: number;
  sign: 1 | -1;
}

/** What is read of the raw rows; `from` is included, `to` is not. */
interface RawPiece {
  from: number;
  to: number;
}

export interface Pieces {
  rolled: RolledPiece[];
  raw: RawPiece[];
}

/** What roll-ups hold. */
export interface Coverage {
  /** Hours that end before or at this moment are rolled up, in milliseconds; a whole hour. */
  rolledUntil: number;
  /** Starts of hours that changed since. */
  changed: ReadonlySet<number>;
}

const hourMs = 3_600_000;
/** Weeks of roll-ups, and four of them, begin on Mondays, 00:00 UTC. */
const originMs = 4 * 24 * hourMs;

/** Hours that rows of roll-ups sum, coarsest first: four weeks, a week, a day, an hour. */
const grains = [672, 168, 24, 1] as const;
type Grain = (typeof grains)[number];

const stepOf = (grain: Grain) => grain * hourMs;
const floorTo = (moment: number, step: number) => Math.floor((moment - originMs) / step) * step + originMs;
const nearest = (moment: number, step: number) => floorTo(moment + step / 2, step);

/**
 * What has to be read to sum exactly the time from `from` to `to`: as much as possible from the coarsest roll-ups, the
 * edges from finer ones, parts of hours and what is not rolled up yet from the raw rows. A day of a zone that is two
 * hours ahead is a day of UTC with two hours more and two hours less, which is six rows and not twenty-four.
 */
export function piecesOf(from: number, to: number, coverage: Coverage): Pieces {
  const pieces: Pieces = { rolled: [], raw: [] };
  const addRaw = (start: number, end: number) => {
    if (end > start) pieces.raw.push({ from: start, to: end });
  };
  const first = Math.ceil(from / hourMs) * hourMs;
  const last = Math.min(Math.floor(to / hourMs) * hourMs, coverage.rolledUntil);
  if (last <= first) {
    addRaw(from, to);
    return pieces;
  }
  addRaw(from, first);
  for (const stretch of cleanStretches(first, last, coverage.changed)) {
    addRaw(stretch.changedFrom, stretch.from);
    addRolled(pieces.rolled, stretch.from, stretch.to, { coverage, level: 0, sign: 1 });
  }
  addRaw(last, to);
  return pieces;
}

/** The time between changed hours; each stretch with the beginning of the changed hours before it. */
function cleanStretches(from: number, to: number, changed: ReadonlySet<number>) {
  const dirty = [...changed].filter((hour) => hour >= from && hour < to).sort((a, b) => a - b);
  const stretches: { changedFrom: number; from: number; to: number }[] = [];
  let start = from;
  let changedFrom = from;
  for (const hour of dirty) {
    if (hour > start) {
      stretches.push({ changedFrom, from: start, to: hour });
      changedFrom = hour;
    }
    start = hour + hourMs;
  }
  stretches.push({ changedFrom, from: start, to });
  return stretches;
}

interface Cover {
  coverage: Coverage;
  level: number;
  sign: 1 | -1;
}

const hasChanges = (from: number, to: number, { rolledUntil, changed }: Coverage) =>
  to > rolledUntil || changed.values().some((hour) => hour >= from && hour < to);

function addRolled(into: RolledPiece[], from: number, to: number, { coverage, level, sign }: Cover): void {
  const grain = grains[level];
  if (to <= from || grain === undefined) return;
  const step = stepOf(grain);
  const addUnits = (start: number, end: number) => {
    for (let at = start; at < end; at += step) into.push({ grain, start: at, sign });
  };
  if (grain === 1) {
    addUnits(from, to);
    return;
  }
  const [start, end] = [nearest(from, step), nearest(to, step)];
  const [within, until] = [floorTo(from + step - 1, step), floorTo(to, step)];
  const finer: Cover = { coverage, level: level + 1, sign };
  const isLess = Math.abs(start - from) + Math.abs(end - to) < to - from - Math.max(0, until - within);
  if (end <= start || !isLess || hasChanges(Math.min(start, from), Math.max(end, to), coverage)) {
    if (until <= within) {
      addRolled(into, from, to, finer);
      return;
    }
    addRolled(into, from, within, finer);
    addUnits(within, until);
    addRolled(into, until, to, finer);
    return;
  }
  const less: Cover = { ...finer, sign: sign === 1 ? -1 : 1 };
  addUnits(start, end);
  addRolled(into, from, start, finer);
  addRolled(into, start, from, less);
  addRolled(into, end, to, finer);
  addRolled(into, to, end, less);
}
