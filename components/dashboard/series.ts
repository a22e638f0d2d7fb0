import { shareOf } from "#components/amounts.ts";
import type { Stats, StatsGroup } from "#lib/contracts/stats.ts";
import { groupWords } from "./ticket-words.ts";

type Bucket = Stats["buckets"][number];

/** One line or one part of the bars of a chart. */
export interface Series {
  name: string;
  color: string;
  /** null: there is nothing to tell. */
  valueAt: (bucket: Bucket, index: number) => number | null;
  /** What narrows tickets to those of this series; absent where nothing does. */
  words?: Record<string, string>;
}

/** Colours of series, told apart in both themes; the last is for the rest. */
const palette = [
  "var(--color-accent-ink)",
  "var(--color-data)",
  "var(--color-p1)",
  "var(--color-security)",
  "var(--color-infra)",
  "var(--color-app)",
] as const;
const restColor = "var(--color-unknown)";

export const colorAt = (index: number) => palette[index % palette.length] ?? restColor;

interface CountSeries<Word extends string> {
  words: readonly Word[];
  countsOf: (figures: Omit<Bucket, "start">) => Record<Word, number>;
  /** Of what the counts are shares; absent: they are shown as counts. */
  wholeOf?: (figures: Omit<Bucket, "start">) => number;
  nameOf?: (word: Word) => string;
  colors?: Record<Word, string>;
  ticketsOf: (word: Word) => Record<string, string>;
}

/** Counts by word as series; words that were never met are left out. */
export function seriesOfCounts<Word extends string>(
  { buckets, totals }: Pick<Stats, "buckets" | "totals">,
  { words, countsOf, wholeOf, nameOf = String, colors, ticketsOf }: CountSeries<Word>,
): Series[] {
  const all = countsOf(totals);
  return buckets.length === 0
    ? []
    : words
        .filter((word) => all[word] > 0)
        .map((word, index) => ({
          name: nameOf(word),
          color: colors?.[word] ?? colorAt(index),
          valueAt: (bucket) =>
            wholeOf ? shareOf(countsOf(bucket)[word], wholeOf(bucket)) : countsOf(bucket)[word],
          words: ticketsOf(word),
        }));
}

function wordsOfGroup(by: Stats["by"], group: StatsGroup): Pick<Series, "words"> {
  const words = groupWords(by, group);
  return words === null ? {} : { words };
}

/** Groups that a chart tells apart; the others are one series. */
const groupsShown = 6;

export function seriesOfGroups({ groups, by }: Stats, of: "costUsd" | "calls" | "triages"): Series[] {
  // What has nothing to draw needs no colour: triages without a model cost nothing.
  const drawn = groups.filter(({ series }) => series[of].some((value) => value > 0));
  const shown = drawn.filter(({ other }) => !other).slice(0, groupsShown);
  const rest = drawn.filter((group) => !shown.includes(group));
  const series: Series[] = shown.map((group, index) => ({
    name: group.label,
    color: colorAt(index),
    valueAt: (_bucket, at) => group.series[of][at] ?? 0,
    ...wordsOfGroup(by, group),
  }));
  if (rest.length === 0) return series;
  const valueAt = (_bucket: Bucket, at: number) =>
    rest.reduce((sum, group) => sum + (group.series[of][at] ?? 0), 0);
  return [...series, { name: "Others", color: restColor, valueAt }];
}
