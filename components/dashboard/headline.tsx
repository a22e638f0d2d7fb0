import { countText, durationText, shareOf, shareText, usdText } from "#components/amounts.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Stats, StatsFigures } from "#lib/contracts/stats.ts";

interface Figure {
  name: string;
  hint: string;
  valueOf: (figures: StatsFigures) => number | null;
  format: (value: number) => string;
  /** Which way is better; null: neither. */
  better: "more" | "less" | null;
}

const figures: readonly Figure[] = [
  {
    name: "Spent",
    hint: "Calls to models with a known price, eval runs included",
    valueOf: ({ calls }) => calls.costUsd,
    format: usdText,
    better: "less",
  },
  { name: "Tickets", hint: "Triages", valueOf: ({ triages }) => triages.n, format: countText, better: null },
  {
    name: "Per accepted card",
    hint: "What the triages cost, by cards that stand without a change",
    valueOf: ({ triages }) => (triages.accepted === 0 ? null : triages.costUsd / triages.accepted),
    format: usdText,
    better: "less",
  },
  {
    name: "Saved",
    hint: "What the cards had cost that the cache and joins reused",
    valueOf: ({ triages }) => triages.savedUsd,
    format: usdText,
    better: "more",
  },
  {
    name: "Latency p95",
    hint: "Of triages",
    valueOf: ({ triages }) => triages.ms.p95,
    format: durationText,
    better: "less",
  },
  {
    name: "Degraded",
    hint: "Share of triages answered with a degraded card, replaced ones included",
    valueOf: ({ triages }) => shareOf(triages.degraded, triages.n),
    format: shareText,
    better: "less",
  },
  {
    name: "Reused",
    hint: "Share of triages answered by the cache or a join",
    valueOf: ({ triages }) => shareOf(triages.cached + triages.joined, triages.n),
    format: shareText,
    better: "more",
  },
  {
    name: "Overridden",
    hint: "Share of decisions that changed the card",
    valueOf: ({ reviews }) => shareOf(reviews.corrected, reviews.decided),
    format: shareText,
    better: "less",
  },
];

const headlineGrid = "grid grid-cols-2 gap-3 sm:grid-cols-4 2xl:grid-cols-8";

/** As large as what comes, so that nothing below moves. */
export function HeadlineWaiting() {
  return (
    <div aria-hidden className={headlineGrid}>
      {figures.map(({ name }) => (
        <Skeleton key={name} className="h-[5.375rem] rounded-lg" />
      ))}
    </div>
  );
}

/** What is read first, each with its change against the window before. */
export function Headline({ stats }: { stats: Stats }) {
  return (
    <dl className={headlineGrid}>
      {figures.map((figure) => {
        const value = figure.valueOf(stats.totals);
        const before = stats.previous && figure.valueOf(stats.previous.totals);
        return (
          <div key={figure.name} className="flex min-w-0 flex-col rounded-lg border bg-surface p-3 shadow-xs">
            <dt className="truncate text-xs text-ink-muted" title={figure.hint}>
              {figure.name}
            </dt>
            <dd className="truncate text-xl font-semibold tabular-nums">
              {value === null ? "–" : figure.format(value)}
            </dd>
            <Change figure={figure} value={value} before={before} />
          </div>
        );
      })}
    </dl>
  );
}

function Change({ figure, value, before }: { figure: Figure; value: number | null; before: number | null }) {
  if (value === null || before === null || before === 0)
    return <dd className="text-2xs text-ink-faint">nothing before</dd>;
  const change = value / before - 1;
  const isBetter = figure.better === null || change === 0 ? null : change > 0 === (figure.better === "more");
  const tone = isBetter === null ? "text-ink-muted" : isBetter ? "text-good" : "text-danger";
  return (
    <dd className={`truncate text-2xs tabular-nums ${tone}`} title={`Before: ${figure.format(before)}`}>
      {change > 0 ? "+" : ""}
      {shareText(change)} <span className="text-ink-faint">against before</span>
    </dd>
  );
}
