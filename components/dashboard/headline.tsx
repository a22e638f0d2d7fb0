import { countText, durationText, shareOf, shareText, usdText } from "#components/amounts.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Stats, StatsFigures } from "#lib/contracts/stats.ts";
import type { DashboardState } from "./dashboard-state.ts";
import { ticketsAddress, ticketWords } from "./ticket-words.ts";
import { TicketsLink } from "./tickets-link.tsx";

interface Figure {
  name: string;
  hint: string;
  valueOf: (figures: StatsFigures) => number | null;
  format: (value: number) => string;
  /** Which way is better; null: neither. */
  better: "more" | "less" | null;
  /** What narrows tickets to those that are meant; absent where there are none. */
  words?: Record<string, string>;
  /** What it is made of, or of how many. */
  partsOf: (figures: StatsFigures) => string;
}

const figures: readonly Figure[] = [
  {
    name: "Spent",
    hint: "Calls to models with a known price, eval runs included",
    valueOf: ({ calls }) => calls.costUsd,
    partsOf: ({ calls }) => `${countText(calls.n)} calls`,
    format: usdText,
    better: "less",
  },
  {
    name: "Tickets",
    hint: "Triages",
    valueOf: ({ triages }) => triages.n,
    partsOf: ({ triages: { byPath } }) =>
      `${countText(byPath.model)} by a model, ${countText(byPath.rules)} by rules`,
    format: countText,
    better: null,
    words: {},
  },
  {
    name: "Per accepted card",
    hint: "What the triages cost, by cards that stand without a change",
    valueOf: ({ triages }) => (triages.accepted === 0 ? null : triages.costUsd / triages.accepted),
    partsOf: ({ triages }) => `${countText(triages.accepted)} accepted`,
    format: usdText,
    better: "less",
  },
  {
    name: "Saved",
    hint: "What the cards had cost that the cache and joins reused, and, as an estimate, what it saved to ask cheap models first",
    valueOf: ({ triages }) => triages.savedUsd + triages.routingSavedUsd,
    format: usdText,
    better: "more",
    partsOf: ({ triages: { savedUsd, routingSavedUsd } }) =>
      `${usdText(savedUsd)} reuse, ${usdText(routingSavedUsd)} routing`,
  },
  {
    name: "Latency p95",
    hint: "Of triages",
    valueOf: ({ triages }) => triages.ms.p95,
    partsOf: ({ triages }) => `of ${countText(triages.ms.n)}`,
    format: durationText,
    better: "less",
  },
  {
    name: "Degraded",
    hint: "Share of triages answered with a degraded card, replaced ones included",
    valueOf: ({ triages }) => shareOf(triages.degraded, triages.n),
    partsOf: ({ triages }) => `${countText(triages.degraded)} of ${countText(triages.n)}`,
    format: shareText,
    better: "less",
    words: { degraded: "any" },
  },
  {
    name: "Reused",
    hint: "Share of triages answered by the cache or a join",
    valueOf: ({ triages }) => shareOf(triages.cached + triages.joined, triages.n),
    partsOf: ({ triages }) => `${countText(triages.cached)} cache, ${countText(triages.joined)} joins`,
    format: shareText,
    better: "more",
    words: { path: "cache" },
  },
  {
    name: "Overridden",
    hint: "Share of decisions that changed the card",
    valueOf: ({ reviews }) => shareOf(reviews.corrected, reviews.decided),
    partsOf: ({ reviews }) => `${countText(reviews.corrected)} of ${countText(reviews.decided)}`,
    format: shareText,
    better: "less",
    words: { decision: "corrected" },
  },
];

const headlineGrid = "grid grid-cols-2 gap-3 sm:grid-cols-4 2xl:grid-cols-8";

/** As large as what comes, so that nothing below moves. */
export function HeadlineWaiting() {
  return (
    <div aria-hidden className={headlineGrid}>
      {figures.map(({ name }) => (
        <Skeleton key={name} className="h-[6.375rem] sm:h-[5.375rem] rounded-lg" />
      ))}
    </div>
  );
}

/** What is read first, each with its change against the window before. */
export function Headline({ stats, filters }: { stats: Stats; filters: DashboardState["filters"] }) {
  // A window with next to no tickets is nothing to compare with.
  const previous =
    stats.previous && stats.previous.totals.triages.n * 10 >= stats.totals.triages.n ? stats.previous : null;
  return (
    <dl className={headlineGrid}>
      {figures.map((figure) => {
        const value = figure.valueOf(stats.totals);
        const before = previous && figure.valueOf(previous.totals);
        return (
          <div key={figure.name} className="flex min-w-0 flex-col rounded-lg border bg-surface p-3 shadow-xs">
            <dt className="truncate text-xs text-ink-muted" title={figure.hint}>
              {figure.name}
            </dt>
            <dd className="flex min-w-0 items-baseline gap-2 text-xl font-semibold tabular-nums">
              <TicketsLink
                href={
                  figure.words && value ? ticketsAddress(ticketWords(filters, figure.words), stats) : null
                }
              >
                {value === null ? "–" : figure.format(value)}
              </TicketsLink>
              <Change figure={figure} value={value} before={before} />
            </dd>
            <dd
              className="truncate text-2xs text-ink-muted tabular-nums max-sm:min-h-8 max-sm:whitespace-normal"
              title={figure.partsOf(stats.totals)}
            >
              {figure.partsOf(stats.totals)}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function Change({ figure, value, before }: { figure: Figure; value: number | null; before: number | null }) {
  if (value === null || before === null || before === 0) return null;
  const change = value / before - 1;
  const isBetter = figure.better === null || change === 0 ? null : change > 0 === (figure.better === "more");
  const tone = isBetter === null ? "text-ink-muted" : isBetter ? "text-good" : "text-danger";
  return (
    <span
      className={`truncate text-2xs font-normal ${tone}`}
      title={`${figure.format(before)} in the window before`}
    >
      {change > 0 ? "+" : ""}
      {shareText(change)} <span className="sr-only">against the window before</span>
    </span>
  );
}
