import { namesOfApiKeys } from "#db/queries/api-keys.ts";
import { schemasOfPrompts } from "#db/queries/prompt-versions.ts";
import { readQueue } from "#db/queries/reviews.ts";
import { inFiguresSnapshot, readCoverage } from "#db/queries/stats/coverage.ts";
import { readConfidenceBins } from "#db/queries/stats/read-confidence-bins.ts";
import { type FiguresToRead, readFigures, wholeBucket } from "#db/queries/stats/read-figures.ts";
import {
  type Stats,
  type StatsGroup,
  type StatsQuery,
  type StatsSplit,
  statsFilters,
} from "#lib/contracts/stats.ts";
import { noValue } from "#lib/contracts/vocabulary.ts";
import { AppError } from "#lib/core/errors.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import {
  countedIn,
  everyFact,
  figuresOf,
  mergeCounted,
  type ReadFacts,
  rounded,
} from "#lib/stats/figures.ts";
import { type CountedGroup, groupsOf, largestGroups, renameGroups, toGroup } from "#lib/stats/groups.ts";
import { bucketCountOf, bucketEdges, bucketFor, bucketsMax } from "#lib/stats/time-buckets.ts";
import { type Span, timeToRead } from "#lib/stats/time-to-read.ts";
import { dimensionOf } from "./dimensions.ts";

const weekMs = 7 * 86_400_000;
/** Bucket of the window before. */
const previousBucket = -1;

interface Window {
  from: number;
  to: number;
}

function windowOf(query: StatsQuery, now: Date): Window {
  const to = query.to === undefined ? now.getTime() : Date.parse(query.to);
  const from = query.from === undefined ? to - weekMs : Date.parse(query.from);
  if (from < to) return { from, to };
  throw new AppError("invalid_fields", "`from` must be before `to`.", {
    errors: [{ path: "from", message: "must be before `to`" }],
  });
}

/** Starts of the buckets, and the end of the last one; throws `invalid_fields` when there are too many. */
function edgesOf(query: StatsQuery, window: Window) {
  const span = window.to - window.from;
  const bucket = query.bucket ?? bucketFor(span);
  if (bucketCountOf(span, bucket) > bucketsMax) {
    const message = `gives more than ${bucketsMax} ${bucket}s; choose a longer one or a shorter window`;
    throw new AppError("invalid_fields", `This bucket ${message}.`, {
      errors: [{ path: "bucket", message }],
    });
  }
  return { bucket, edges: bucketEdges({ ...window, bucket, timeZone: query.tz }) };
}

/** Buckets within the window, and the window before where it is asked for. */
function spansOf(window: Window, edges: readonly number[], compare: boolean): Span[] {
  const spans = edges.slice(0, -1).map((start, bucket) => ({
    bucket,
    from: Math.max(start, window.from),
    to: Math.min(edges[bucket + 1] ?? window.to, window.to),
  }));
  const before = window.from - (window.to - window.from);
  return compare ? [...spans, { bucket: previousBucket, from: before, to: window.from }] : spans;
}

/** Names of values, for people. */
async function labelsOf(
  ctx: Pick<ServiceContext, "database">,
  by: StatsSplit,
  values: readonly string[],
): Promise<(value: string) => string> {
  const names = by === "key" ? await namesOfApiKeys(ctx.database, values) : new Map<string, string>();
  return (value) => (value === "" ? noValue : (names.get(value) ?? value));
}

async function namedGroups(
  { database }: Pick<ServiceContext, "database">,
  by: StatsSplit,
  groups: CountedGroup[],
): Promise<CountedGroup[]> {
  if (by !== "schema") return groups;
  const schemas = await schemasOfPrompts(
    database,
    groups.map(({ value }) => value),
  );
  return renameGroups(groups, (prompt) => schemas.get(prompt) ?? "");
}

async function splitOf(
  ctx: Pick<ServiceContext, "database">,
  by: StatsSplit,
  read: ReadFacts,
  buckets: number,
): Promise<StatsGroup[]> {
  const { told, others } = largestGroups(await namedGroups(ctx, by, groupsOf(read)));
  const labelOf = await labelsOf(
    ctx,
    by,
    told.map(({ value }) => value),
  );
  return [
    ...told.map((group) => toGroup(group, { label: labelOf(group.value), other: false, buckets })),
    ...(others ? [toGroup(others.merged, { label: `${others.count} others`, other: true, buckets })] : []),
  ];
}

/** Cost, speed and quality of a window. Throws `invalid_fields` for a window without length or with too many buckets. */
export async function getStats(
  ctx: Pick<ServiceContext, "database" | "runtime">,
  query: StatsQuery,
): Promise<Stats> {
  const now = ctx.runtime.now();
  const window = windowOf(query, now);
  const { bucket, edges } = edgesOf(query, window);
  const by = query.by ?? null;
  const where = Object.fromEntries(
    statsFilters.flatMap((name) => {
      const value = query[name];
      return value === undefined ? [] : [[dimensionOf[name], value === noValue ? "" : value]];
    }),
  );
  const compare = query.compare === "previous";
  const { read, bins, queue, recounting } = await inFiguresSnapshot(ctx.database, async (tx) => {
    const coverage = await readCoverage(tx);
    const spans = spansOf(window, edges, compare);
    const whole = { bucket: wholeBucket, ...window };
    const asked: FiguresToRead = {
      time: timeToRead(spans, coverage),
      whole: timeToRead([whole], coverage),
      all: timeToRead(by === null ? spans : [...spans, whole], coverage),
      where,
      by: by && dimensionOf[by],
    };
    // Queries of one connection wait for each other there, and not for the way in between.
    const [attempts, triages, reviews, found, waiting] = await Promise.all([
      readFigures(tx, "attempts", asked),
      readFigures(tx, "triages", asked),
      readFigures(tx, "reviews", asked),
      readConfidenceBins(tx, asked),
      readQueue(tx, now),
    ]);
    return {
      read: { attempts, triages, reviews },
      bins: found,
      queue: waiting,
      recounting: coverage.recounting,
    };
  });
  const starts = edges.slice(0, -1);
  const ofBuckets = starts.map((_, at) => countedIn(read, at));
  const iso = (moment: number) => new Date(moment).toISOString();
  return {
    from: iso(window.from),
    to: iso(window.to),
    bucket,
    timeZone: query.tz,
    by,
    totals: figuresOf(everyFact((fact) => mergeCounted(ofBuckets.map((counted) => counted[fact])))),
    previous: compare
      ? {
          from: iso(window.from - (window.to - window.from)),
          to: iso(window.from),
          totals: figuresOf(countedIn(read, previousBucket)),
        }
      : null,
    buckets: ofBuckets.map((counted, at) => ({ start: iso(starts[at] ?? 0), ...figuresOf(counted) })),
    groups: by === null ? [] : await splitOf(ctx, by, read, starts.length),
    calibration: Array.from({ length: 10 }, (_, bin) => {
      const found = bins.find((one) => one.bin === bin);
      return {
        from: bin / 10,
        n: found?.n ?? 0,
        confidence: found?.n ? rounded(found.confidence / found.n) : null,
        right: found?.n ? rounded(found.right / found.n) : null,
      };
    }),
    queue,
    recounting,
  };
}
