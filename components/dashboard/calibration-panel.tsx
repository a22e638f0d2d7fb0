"use client";

import { useRouter } from "next/navigation";
import { countText, shareText } from "#components/amounts.ts";
import { CalibrationPlot } from "#components/evals/calibration-plot.tsx";
import type { Stats } from "#lib/contracts/stats.ts";
import { windowText } from "./bucket-time.ts";
import type { DashboardState } from "./dashboard-state.ts";
import { Panel } from "./panel.tsx";
import { ticketsAddress, ticketWords } from "./ticket-words.ts";
import { TicketsLink } from "./tickets-link.tsx";

const cell = (value: number | null) => (value === null ? "–" : shareText(value));

/** What cards said of themselves against what humans left as it was. */
export function CalibrationPanel({ stats, filters }: { stats: Stats; filters: DashboardState["filters"] }) {
  const router = useRouter();
  const ticketsOf = (from: number) => ticketsAddress(ticketWords(filters, { said: from.toFixed(1) }), stats);
  const n = stats.calibration.reduce((sum, bin) => sum + bin.n, 0);
  return (
    <Panel
      title="Calibration"
      note={`Of ${countText(n)} decided cards, which are those that humans were asked about`}
      window={windowText(stats)}
      isEmpty={n === 0}
      table={() => ({
        headings: ["Confidence from", "Cards", "Said", "Category right"],
        rows: stats.calibration.map(({ from, n: cards, confidence, right }) => ({
          key: String(from),
          cells: [
            <TicketsLink key="tickets" href={cards > 0 ? ticketsOf(from) : null}>
              {shareText(from)}
            </TicketsLink>,
            countText(cards),
            cell(confidence),
            cell(right),
          ],
          values: [from, cards, confidence, right],
        })),
      })}
    >
      <div className="h-full px-2">
        <CalibrationPlot
          beside
          bins={stats.calibration.map(({ n: outcomes, ...bin }) => ({ outcomes, ...bin }))}
          onBin={(from) => {
            const href = ticketsOf(from);
            if (href !== null) router.push(href);
          }}
        />
      </div>
    </Panel>
  );
}
