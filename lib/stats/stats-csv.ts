import { csvOf } from "../contracts/csv.ts";
import type { Stats } from "../contracts/stats.ts";

type Flat = Record<string, number | null>;

/** `calls.byOutcome.timed_out` and so on, in the order of the API. */
function flatten(value: object, prefix = ""): Flat {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, part]: [string, unknown]): [string, number | null][] => {
      if (typeof part === "object" && part !== null)
        return Object.entries(flatten(part, `${prefix}${name}.`));
      return typeof part === "number" || part === null ? [[prefix + name, part]] : [];
    }),
  );
}

/** A line for each bucket; split, one for each bucket of each group with its cost, calls and triages. */
export function statsCsv(stats: Stats): string {
  return stats.by === null ? bucketsCsv(stats) : groupsCsv(stats, stats.by);
}

function bucketsCsv({ buckets, bucket, timeZone }: Stats): string {
  const rows = buckets.map(({ start, ...figures }) => ({ start, flat: flatten(figures) }));
  const names = Object.keys(rows[0]?.flat ?? {});
  return csvOf(
    ["start", "bucket", "timeZone", ...names],
    rows.map(({ start, flat }) => [start, bucket, timeZone, ...names.map((name) => flat[name] ?? null)]),
  );
}

function groupsCsv({ groups, buckets, bucket, timeZone }: Stats, by: string): string {
  const rows = groups.flatMap(({ label, value, series }) =>
    buckets.map(({ start }, at) => [
      start,
      bucket,
      timeZone,
      value ?? label,
      label,
      series.costUsd[at] ?? 0,
      series.calls[at] ?? 0,
      series.triages[at] ?? 0,
    ]),
  );
  return csvOf(["start", "bucket", "timeZone", by, "label", "costUsd", "calls", "triages"], rows);
}
