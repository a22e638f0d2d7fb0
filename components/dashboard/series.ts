import type { Stats } from "#lib/contracts/stats.ts";

type Bucket = Stats["buckets"][number];

/** One line or one part of the bars of a chart. */
export interface Series {
  name: string;
  color: string;
  /** null: there is nothing to tell. */
  valueAt: (bucket: Bucket, index: number) => number | null;
}

/** Colours of series, told apart in both themes; the last is for the rest. */
const palette = [
  "var(--color-accent-ink)",
  "var(--color-data)",
  "var(--color-p1-ink)",
  "var(--color-security)",
  "var(--color-infra)",
  "var(--color-app)",
] as const;
const restColor = "var(--color-unknown)";

export const colorAt = (index: number) => palette[index % palette.length] ?? restColor;

/** Counts by word as series; words that were never met are left out. */
export function seriesOfCounts<Word extends string>(
  { buckets, totals }: Pick<Stats, "buckets" | "totals">,
  words: readonly Word[],
  countsOf: (figures: Omit<Bucket, "start">) => Record<Word, number>,
  nameOf: (word: Word) => string = (word) => word.replaceAll("_", " "),
  colorOf?: Record<Word, string>,
): Series[] {
  const all = countsOf(totals);
  return buckets.length === 0
    ? []
    : words
        .filter((word) => all[word] > 0)
        .map((word, index) => ({
          name: nameOf(word),
          color: colorOf?.[word] ?? colorAt(index),
          valueAt: (bucket) => countsOf(bucket)[word],
        }));
}

/** Groups that a chart tells apart; the others are one series. */
const groupsShown = 6;

export function seriesOfGroups({ groups }: Stats, of: "costUsd" | "calls" | "triages"): Series[] {
  // What has nothing to draw needs no colour: triages without a model cost nothing.
  const drawn = groups.filter(({ series }) => series[of].some((value) => value > 0));
  const shown = drawn.filter(({ other }) => !other).slice(0, groupsShown);
  const rest = drawn.filter((group) => !shown.includes(group));
  const series: Series[] = shown.map((group, index) => ({
    name: group.label,
    color: colorAt(index),
    valueAt: (_bucket, at) => group.series[of][at] ?? 0,
  }));
  if (rest.length === 0) return series;
  const valueAt = (_bucket: Bucket, at: number) =>
    rest.reduce((sum, group) => sum + (group.series[of][at] ?? 0), 0);
  return [...series, { name: "Others", color: restColor, valueAt }];
}
