import { countText, durationText, exactText, fixedText, shareOf, shareText } from "#components/amounts.ts";
import { categoryNames } from "#components/triage-card/words.ts";
import type { Stats } from "#lib/contracts/stats.ts";
import { categories, severities } from "#lib/contracts/vocabulary.ts";
import type { DashboardState } from "./dashboard-state.ts";
import { categoryColors, severityColors } from "./mix-colors.ts";
import { colorAt, seriesOfCounts } from "./series.ts";
import { SeriesPanel } from "./series-panel.tsx";
import { ticketWords } from "./ticket-words.ts";

const overrideFields = ["category", "severity", "summary", "steps"] as const;
const fieldNames = {
  category: "Category",
  severity: "Severity",
  summary: "Summary",
  steps: "Steps",
} as const;

/** How often two people came to the same category and severity, with its n. */
function agreementNote({ count, of }: { count: number; of: number }): string {
  const share = shareOf(count, of);
  return share === null
    ? "No second opinion yet in this window"
    : `${countText(count)} of ${countText(of)} second opinions agreed on category and severity: ${shareText(share)}`;
}

/** What humans think of the cards, and what the cards say. */
export function QualityPanels({ stats, filters }: { stats: Stats; filters: DashboardState["filters"] }) {
  const { reviews, triages } = stats.totals;
  const tickets = ticketWords(filters);
  const decisions = (decision: string) => ticketWords(filters, { decision });
  const common = { stats, tickets };
  const firsts = reviews.overrides.category.of;
  return (
    <>
      <SeriesPanel
        {...common}
        title="Overrides by field"
        note={`Share of ${countText(firsts)} first decisions that changed it`}
        kind="lines"
        series={overrideFields.map((field, index) => ({
          name: fieldNames[field],
          color: colorAt(index),
          valueAt: (bucket) =>
            shareOf(bucket.reviews.overrides[field].count, bucket.reviews.overrides[field].of),
          words: { decision: field },
        }))}
        format={shareText}
        tickets={ticketWords(filters, { decision: overrideFields.join() })}
      />
      <SeriesPanel
        {...common}
        title="Time in the review queue"
        note={`p50 and p95 of ${countText(reviews.decided)} decisions`}
        kind="lines"
        series={[
          { name: "Claim p50", color: colorAt(0), valueAt: (bucket) => bucket.reviews.secondsToClaim.p50 },
          { name: "Claim p95", color: colorAt(1), valueAt: (bucket) => bucket.reviews.secondsToClaim.p95 },
          { name: "Decide p50", color: colorAt(2), valueAt: (bucket) => bucket.reviews.secondsToDecide.p50 },
          { name: "Decide p95", color: colorAt(3), valueAt: (bucket) => bucket.reviews.secondsToDecide.p95 },
        ]}
        unitMs={1000}
        format={(seconds) => durationText(seconds * 1000)}
        tickets={decisions("approved,corrected")}
      />
      <SeriesPanel
        {...common}
        title="Breached clocks"
        note={`Of ${countText(reviews.decided)} decisions, those after a clock ran out`}
        kind="bars"
        series={[
          {
            name: "To claim",
            color: colorAt(2),
            valueAt: (bucket) => bucket.reviews.claimBreaches,
            words: { decision: "claimed_late" },
          },
          {
            name: "To decide",
            color: colorAt(3),
            valueAt: (bucket) => bucket.reviews.decideBreaches,
            words: { decision: "decided_late" },
          },
        ]}
        format={countText}
        formatExact={exactText}
        tickets={decisions("claimed_late,decided_late")}
      />
      <SeriesPanel
        {...common}
        title="Agreement of second opinions"
        note={agreementNote(reviews.secondOpinions)}
        kind="bars"
        series={[
          {
            name: "Agreed",
            color: colorAt(0),
            valueAt: (bucket) => bucket.reviews.secondOpinions.count,
            words: { decision: "agreed" },
          },
          {
            name: "Decided otherwise",
            color: colorAt(3),
            valueAt: ({ reviews: { secondOpinions } }) => secondOpinions.of - secondOpinions.count,
            words: { decision: "disagreed" },
          },
        ]}
        format={countText}
        formatExact={exactText}
        tickets={decisions("agreed,disagreed")}
      />
      <SeriesPanel
        {...common}
        title="Categories"
        note={`Mix of ${countText(triages.n)} triages`}
        kind="shares"
        series={seriesOfCounts(stats, {
          words: categories,
          countsOf: (figures) => figures.triages.byCategory,
          nameOf: (category) => categoryNames[category],
          colors: categoryColors,
          ticketsOf: (category) => ({ category }),
        })}
        format={shareText}
        formatExact={exactText}
      />
      <SeriesPanel
        {...common}
        title="Severities"
        note={`Mix of ${countText(triages.n)} triages`}
        kind="shares"
        series={seriesOfCounts(stats, {
          words: severities,
          countsOf: (figures) => figures.triages.bySeverity,
          colors: severityColors,
          ticketsOf: (severity) => ({ severity }),
        })}
        format={shareText}
        formatExact={exactText}
      />
      <SeriesPanel
        {...common}
        title="Steps"
        note={`Mean of ${countText(triages.stepScore.n)} rated cards, of 8 checks that a step may meet`}
        kind="lines"
        series={[
          { name: "Step score", color: colorAt(0), valueAt: (bucket) => bucket.triages.stepScore.mean },
        ]}
        format={(value) => fixedText(value, 1)}
        formatExact={(value) => fixedText(value, 2)}
      />
    </>
  );
}
