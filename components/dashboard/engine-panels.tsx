import { countText, durationText, exactText, shareOf, shareText } from "#components/amounts.ts";
import { callFilterNames, degradedReasonNames } from "#components/ticket-feed/event-words.ts";
import { pathNames } from "#components/triage-card/words.ts";
import type { Stats } from "#lib/contracts/stats.ts";
import { attemptPurposes } from "#lib/contracts/trace.ts";
import { attemptOutcomes, degradedReasons, paths } from "#lib/contracts/vocabulary.ts";
import type { DashboardState } from "./dashboard-state.ts";
import { colorAt, seriesOfCounts } from "./series.ts";
import { SeriesPanel } from "./series-panel.tsx";
import { ticketWords } from "./ticket-words.ts";

const failures = attemptOutcomes.filter((outcome) => outcome !== "succeeded");
const furtherCalls = attemptPurposes.filter((purpose) => purpose !== "first");

const percentiles = ["p50", "p95", "p99"] as const;

/** How fast and how reliably answers come about. */
export function EnginePanels({ stats, filters }: { stats: Stats; filters: DashboardState["filters"] }) {
  const { calls, triages } = stats.totals;
  const tickets = ticketWords(filters);
  const failed = calls.n - calls.byOutcome.succeeded;
  const further = calls.n - calls.byPurpose.first;
  const common = { stats, format: countText, formatExact: exactText, tickets };
  const ratio = (part: number, whole: number) => shareText(shareOf(part, whole) ?? 0);
  return (
    <>
      <SeriesPanel
        {...common}
        title="Latency of triages"
        note={`p50, p95 and p99 of ${countText(triages.ms.n)} triages`}
        kind="lines"
        series={percentiles.map((name, index) => ({
          name,
          color: colorAt(index),
          valueAt: (bucket) => bucket.triages.ms[name],
        }))}
        unitMs={1}
        format={durationText}
        formatExact={durationText}
      />
      <SeriesPanel
        {...common}
        title="Latency of calls"
        note={`p50, p95 and p99 of ${countText(calls.ms.n)} calls to models`}
        kind="lines"
        series={percentiles.map((name, index) => ({
          name,
          color: colorAt(index),
          valueAt: (bucket) => bucket.calls.ms[name],
        }))}
        unitMs={1}
        format={durationText}
        formatExact={durationText}
      />
      <SeriesPanel
        {...common}
        title="Failed calls by kind"
        note={`${countText(failed)} of ${countText(calls.n)} calls, ${ratio(failed, calls.n)}`}
        kind="bars"
        series={seriesOfCounts(stats, {
          words: failures,
          countsOf: (figures) => figures.calls.byOutcome,
          nameOf: (outcome) => callFilterNames[outcome],
          ticketsOf: (call) => ({ call }),
        })}
        tickets={ticketWords(filters, { call: failures.join() })}
      />
      <SeriesPanel
        {...common}
        title="Retries, fall-backs and escalations"
        note={`Share of ${countText(calls.n)} calls; ${countText(further)} in all, ${ratio(further, calls.n)}`}
        kind="lines"
        series={seriesOfCounts(stats, {
          words: furtherCalls,
          countsOf: (figures) => figures.calls.byPurpose,
          wholeOf: (figures) => figures.calls.n,
          nameOf: (purpose) => callFilterNames[purpose],
          ticketsOf: (call) => ({ call }),
        })}
        format={shareText}
        formatExact={shareText}
        tickets={ticketWords(filters, { call: furtherCalls.join() })}
      />
      <SeriesPanel
        {...common}
        title="Answered degraded by reason"
        note={`${countText(triages.degraded)} of ${countText(triages.n)} triages, ${ratio(triages.degraded, triages.n)}; ${countText(triages.replaced)} of them replaced later`}
        kind="bars"
        series={seriesOfCounts(stats, {
          words: degradedReasons,
          countsOf: (figures) => figures.triages.byDegradedReason,
          nameOf: (reason) => degradedReasonNames[reason],
          ticketsOf: (degraded) => ({ degraded }),
        })}
        tickets={ticketWords(filters, { degraded: "any" })}
      />
      <SeriesPanel
        {...common}
        title="Paths"
        note={`How ${countText(triages.n)} cards came about`}
        kind="shares"
        series={seriesOfCounts(stats, {
          words: paths,
          countsOf: (figures) => figures.triages.byPath,
          nameOf: (path) => pathNames[path],
          ticketsOf: (path) => ({ path }),
        })}
        format={shareText}
      />
      <SeriesPanel
        {...common}
        title="Reused cards"
        note={`Share of ${countText(triages.n)} triages that the cache or a join answered`}
        kind="lines"
        series={[
          {
            name: "Cache",
            color: colorAt(0),
            valueAt: (bucket) => shareOf(bucket.triages.cached, bucket.triages.n),
          },
          {
            name: "Joins",
            color: colorAt(1),
            valueAt: (bucket) => shareOf(bucket.triages.joined, bucket.triages.n),
          },
        ]}
        format={shareText}
        formatExact={shareText}
        tickets={ticketWords(filters, { path: "cache" })}
      />
    </>
  );
}
