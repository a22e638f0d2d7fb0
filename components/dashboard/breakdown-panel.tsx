import { countText, durationText, shareOf, shareText, usdText } from "#components/amounts.ts";
import type { Stats, StatsGroup } from "#lib/contracts/stats.ts";
import { attemptOutcomes, noValue } from "#lib/contracts/vocabulary.ts";
import { windowText } from "./bucket-time.ts";
import type { DashboardState } from "./dashboard-state.ts";
import { Panel } from "./panel.tsx";
import { inSentence } from "./split-words.ts";
import { ticketsAddress, ticketWordsOfGroup } from "./ticket-words.ts";
import { TicketsLink } from "./tickets-link.tsx";

const failures = attemptOutcomes.filter((outcome) => outcome !== "succeeded");

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
  const ticketsOf = (group: StatsGroup, more?: Record<string, string>): string | null =>
    ticketsAddress(ticketWordsOfGroup(filters, by, group), { from, to }, more);
  const hrefs = stats.groups.map((group) => ticketsOf(group));
  // A decision knows the path that the card had then; the list knows the one it has now.
  const hrefsOf = (more: Record<string, string>) =>
    stats.groups.map((group) => (by === "path" && more.decision ? null : ticketsOf(group, more)));
  const failedHrefs = hrefsOf({ call: failures.join() });
  const degradedHrefs = hrefsOf({ degraded: "any" });
  const overriddenHrefs = hrefsOf({ decision: "corrected" });
  const rows = stats.groups.map(({ label, totals: { calls, triages, reviews } }) => ({
    label: label === noValue ? `No ${inSentence(splitName)}` : label,
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
      title={`By ${inSentence(splitName)}`}
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
            <TicketsLink key="failed" href={row.errors ? (failedHrefs[index] ?? null) : null}>
              {cell(row.errors, shareText)}
            </TicketsLink>,
            cell(row.p95, durationText),
            countText(row.tickets),
            <TicketsLink key="degraded" href={row.degraded ? (degradedHrefs[index] ?? null) : null}>
              {cell(row.degraded, shareText)}
            </TicketsLink>,
            countText(row.replaced),
            <TicketsLink key="overridden" href={row.overridden ? (overriddenHrefs[index] ?? null) : null}>
              {cell(row.overridden, shareText)}
            </TicketsLink>,
          ],
          values: Object.values(row),
        })),
      })}
    >
      <ul
        className="flex h-full flex-col gap-2 overflow-y-auto px-2"
        aria-label={`Cost by ${inSentence(splitName)}`}
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
