import { countText, exactText, exactUsdText, usdText } from "#components/amounts.ts";
import type { Stats } from "#lib/contracts/stats.ts";
import type { DashboardState } from "./dashboard-state.ts";
import { colorAt, seriesOfGroups } from "./series.ts";
import { SeriesPanel } from "./series-panel.tsx";
import { inSentence } from "./split-words.ts";
import { ticketWords } from "./ticket-words.ts";

interface Props {
  stats: Stats;
  splitName: string;
  filters: DashboardState["filters"];
}

function routingNote({ routingSavedUsd, routingSavedUnknown }: Stats["totals"]["triages"]): string {
  const known = `${usdText(routingSavedUsd)} against the first strong model for every ticket, at the same tokens`;
  return routingSavedUnknown === 0 ? known : `${known}; of ${exactText(routingSavedUnknown)} nobody knows`;
}

/** What it costs, and what it would have cost. */
export function CostPanels({ stats, splitName, filters }: Props) {
  const { calls, triages } = stats.totals;
  const unknown =
    calls.costUnknown === 0 ? "" : `; ${exactText(calls.costUnknown)} with unknown cost are not in it`;
  const tickets = ticketWords(filters);
  return (
    <>
      <SeriesPanel
        title={`Cost by ${inSentence(splitName)}`}
        note={`${usdText(calls.costUsd)} for ${countText(calls.n)} calls${unknown}`}
        stats={stats}
        kind="bars"
        series={seriesOfGroups(stats, "costUsd")}
        format={usdText}
        formatExact={exactUsdText}
        tickets={tickets}
      />
      <SeriesPanel
        title="Cost per accepted card"
        note={`${countText(triages.accepted)} accepted of ${countText(triages.n)}: not degraded, and approved or in no need of a review`}
        stats={stats}
        kind="lines"
        series={[
          {
            name: "Per accepted card",
            color: colorAt(0),
            valueAt: ({ triages: { accepted, costUsd } }) => (accepted === 0 ? null : costUsd / accepted),
          },
        ]}
        format={usdText}
        formatExact={exactUsdText}
        tickets={tickets}
      />
      <SeriesPanel
        title="Saved by cache and joins"
        note={`${usdText(triages.savedUsd)} by ${countText(triages.cached)} cache hits and ${countText(triages.joined)} joins${triages.savedUnknown === 0 ? "" : `; ${exactText(triages.savedUnknown)} of unknown worth`}`}
        stats={stats}
        kind="bars"
        series={[
          { name: "Saved", color: "var(--color-good)", valueAt: (bucket) => bucket.triages.savedUsd },
          { name: "Spent", color: "var(--color-unknown)", valueAt: (bucket) => bucket.calls.costUsd },
        ]}
        format={usdText}
        formatExact={exactUsdText}
        tickets={ticketWords(filters, { path: "cache" })}
      />
      <SeriesPanel
        title="Saved by routing, estimated"
        note={routingNote(triages)}
        stats={stats}
        kind="bars"
        series={[
          {
            name: "Saved by routing",
            color: "var(--color-good)",
            valueAt: (bucket) => bucket.triages.routingSavedUsd,
          },
        ]}
        format={usdText}
        formatExact={exactUsdText}
        tickets={ticketWords(filters, { path: "model" })}
      />
      <SeriesPanel
        title="Tokens"
        note={`${countText(calls.tokens.input + calls.tokens.output)} in and out; cached ones are part of the input`}
        stats={stats}
        kind="bars"
        series={[
          {
            name: "Input",
            color: colorAt(0),
            valueAt: ({ calls: { tokens } }) => Math.max(0, tokens.input - tokens.cachedInput),
          },
          { name: "Cached input", color: colorAt(1), valueAt: (bucket) => bucket.calls.tokens.cachedInput },
          { name: "Output", color: colorAt(2), valueAt: (bucket) => bucket.calls.tokens.output },
        ]}
        format={countText}
        formatExact={exactText}
        tickets={tickets}
      />
    </>
  );
}
