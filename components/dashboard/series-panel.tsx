"use client";

import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import type { Stats } from "#lib/contracts/stats.ts";
import { bucketText, windowText } from "./bucket-time.ts";
import { Panel } from "./panel.tsx";
import type { Series } from "./series.ts";
import { type TicketWords, ticketsAddress } from "./ticket-words.ts";
import { TicketsLink } from "./tickets-link.tsx";
import { type ChartKind, TimeChart } from "./time-chart.tsx";

interface SeriesPanelProps {
  title: string;
  note: string;
  stats: Stats;
  kind: ChartKind;
  series: readonly Series[];
  format: (value: number) => string;
  /** Milliseconds in one of the values, where they are spans of time. */
  unitMs?: number;
  /** Of the table; that of the chart where absent. */
  formatExact?: (value: number) => string;
  /** Words of the address of the tickets behind a point. */
  tickets: TicketWords;
  controls?: ReactNode;
  className?: string;
}

/** Tickets of a bucket, or of one series in it. */
function ticketsOf(stats: Stats, index: number, words: TicketWords, series?: Series): string | null {
  const start = stats.buckets[index]?.start ?? stats.from;
  const to = stats.buckets[index + 1]?.start ?? stats.to;
  const from = index === 0 ? stats.from : start;
  return ticketsAddress(words, { from, to }, series?.words);
}

/** A chart over time. A point leads to its tickets, as does a row of its table, and a cell where its series has its own. */
export function SeriesPanel(props: SeriesPanelProps) {
  const { title, note, stats, kind, series, format, unitMs, formatExact, tickets, controls, className } =
    props;
  const router = useRouter();
  const tell = formatExact ?? (kind === "shares" ? (value: number) => String(value) : format);
  const rowsOf = () =>
    stats.buckets.map((bucket, index) => {
      const values = series.map(({ valueAt }) => valueAt(bucket, index));
      return {
        key: bucket.start,
        cells: [
          <TicketsLink key="tickets" href={ticketsOf(stats, index, tickets)}>
            {bucketText(stats, bucket.start, "long")}
          </TicketsLink>,
          ...values.map((value, at) => {
            const told = value === null ? "–" : tell(value);
            const own = series[at];
            return own?.words && value ? (
              <TicketsLink key={own.name} href={ticketsOf(stats, index, tickets, own)}>
                {told}
              </TicketsLink>
            ) : (
              told
            );
          }),
        ],
        values: [bucket.start, ...values],
      };
    });
  const isEmpty = stats.buckets.every((bucket, index) =>
    series.every(({ valueAt }) => !valueAt(bucket, index)),
  );
  return (
    <Panel
      title={title}
      note={note}
      window={windowText(stats)}
      table={() => ({ headings: ["Start", ...series.map(({ name }) => name)], rows: rowsOf() })}
      isEmpty={isEmpty}
      controls={controls}
      {...(className === undefined ? {} : { className })}
    >
      <TimeChart
        stats={stats}
        kind={kind}
        series={series}
        format={format}
        {...(unitMs === undefined ? {} : { unitMs })}
        onBucket={(index, at) => {
          const href = ticketsOf(stats, index, tickets, at === null ? undefined : series[at]);
          if (href !== null) router.push(href);
        }}
      />
    </Panel>
  );
}
