import { countText, durationText, shareOf, shareText, usdText } from "#components/amounts.ts";
import type { Stats, StatsGroup } from "#lib/contracts/stats.ts";
import { windowText } from "./bucket-time.ts";
import type { DashboardState } from "./dashboard-state.ts";
import { Panel } from "./panel.tsx";
import { ticketWordsOfGroup } from "./ticket-words.ts";
import { TicketsLink } from "./tickets-link.tsx";

const cell = (value: number | null, format: (value: number) => string) =>
  value === null ? "–" : format(value);

interface BreakdownPanelProps {
  stats: Stats;
  splitName: string;
  filters: DashboardState["filters"];
}

/** The groups of the split beside each other. */
export function BreakdownPanel({ stats, splitName, filters }: BreakdownPanelProps) {
  const { from, to, by } = stats;
  const ticketsOf = (group: StatsGroup): string | null => {
    const words = ticketWordsOfGroup(filters, by, group);
    return words === null ? null : `/tickets?${new URLSearchParams({ ...words, from, to })}`;
  };
  const hrefs = stats.groups.map(ticketsOf);
  const rows = stats.groups.map(({ label, totals: { calls, triages, reviews } }) => ({
    label,
    cost: calls.costUsd || triages.costUsd,
    calls: calls.n,
    unknown: calls.costUnknown,
    errors: shareOf(calls.n - calls.byOutcome.succeeded, calls.n),
    p95: calls.ms.p95 ?? triages.ms.p95,
    tickets: triages.n,
    degraded: shareOf(triages.degraded, triages.n),
    replaced: triages.replaced,
    overridden: shareOf(reviews.corrected, reviews.decided),
  }));
  const most = Math.max(...rows.map(({ cost }) => cost), 0);
  const headings = [
    splitName,
    "Cost",
    "Calls",
    "Price unknown",
    "Failed calls",
    "p95",
    "Tickets",
    "Answered degraded",
    "Replaced later",
    "Overridden",
  ];
  return (
    <Panel
      title={`By ${splitName.toLowerCase()}`}
      note={`${stats.groups.length} shown, ${countText(stats.totals.calls.n)} calls`}
      window={windowText(stats)}
      isEmpty={rows.length === 0}
      table={() => ({
        headings,
        rows: rows.map((row, index) => ({
          key: row.label,
          cells: [
            <TicketsLink key="tickets" href={hrefs[index] ?? null}>
              {row.label}
            </TicketsLink>,
            usdText(row.cost),
            countText(row.calls),
            countText(row.unknown),
            cell(row.errors, shareText),
            cell(row.p95, durationText),
            countText(row.tickets),
            cell(row.degraded, shareText),
            countText(row.replaced),
            cell(row.overridden, shareText),
          ],
          values: Object.values(row),
        })),
      })}
    >
      <ul
        className="flex h-full flex-col gap-2 overflow-y-auto px-2"
        aria-label={`Cost by ${splitName.toLowerCase()}`}
      >
        {rows.map(({ label, cost, calls, tickets, p95 }, index) => (
          <li key={label} className="flex flex-col gap-0.5 text-xs">
            <span className="flex justify-between gap-3">
              <span className="truncate font-medium">
                <TicketsLink href={hrefs[index] ?? null}>{label}</TicketsLink>
              </span>
              <span className="shrink-0 text-ink-muted tabular-nums">
                {usdText(cost)} · {countText(calls || tickets)} · p95 {cell(p95, durationText)}
              </span>
            </span>
            <svg aria-hidden viewBox="0 0 100 4" preserveAspectRatio="none" className="h-1 w-full">
              <rect width="100" height="4" rx="1" fill="var(--color-sunken)" />
              <rect
                width={most === 0 ? 0 : (cost / most) * 100}
                height="4"
                rx="1"
                fill="var(--color-accent-ink)"
              />
            </svg>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
