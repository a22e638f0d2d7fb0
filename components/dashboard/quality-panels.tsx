import { countText, durationText, exactText, fixedText, shareOf, shareText } from "#components/amounts.ts";
import type { Stats } from "#lib/contracts/stats.ts";
import { categories, severities } from "#lib/contracts/vocabulary.ts";
import type { DashboardState } from "./dashboard-state.ts";
import { colorAt, seriesOfCounts } from "./series.ts";
import { SeriesPanel } from "./series-panel.tsx";
import { ticketWords } from "./ticket-words.ts";

const overrideFields = ["category", "severity", "summary", "steps"] as const;

const categoryColors = {
  infra: "var(--color-infra)",
  app: "var(--color-app)",
  data: "var(--color-data)",
  security: "var(--color-security)",
  unknown: "var(--color-unknown)",
};
const severityColors = {
  P0: "var(--color-p0)",
  P1: "var(--color-p1-ink)",
  P2: "var(--color-p2-ink)",
  P3: "var(--color-p3-ink)",
};

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
          name: field,
          color: colorAt(index),
          valueAt: (bucket) =>
            shareOf(bucket.reviews.overrides[field].count, bucket.reviews.overrides[field].of),
        }))}
        format={shareText}
        tickets={ticketWords(filters, { review: "corrected" })}
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
        format={(seconds) => durationText(seconds * 1000)}
      />
      <SeriesPanel
        {...common}
        title="Breached clocks"
        note={`Of ${countText(reviews.decided)} decisions, those after a clock ran out`}
        kind="bars"
        series={[
          { name: "To claim", color: colorAt(2), valueAt: (bucket) => bucket.reviews.claimBreaches },
          { name: "To decide", color: colorAt(3), valueAt: (bucket) => bucket.reviews.decideBreaches },
        ]}
        format={countText}
        formatExact={exactText}
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
          },
          {
            name: "Decided otherwise",
            color: colorAt(3),
            valueAt: ({ reviews: { secondOpinions } }) => secondOpinions.of - secondOpinions.count,
          },
        ]}
        format={countText}
        formatExact={exactText}
      />
      <SeriesPanel
        {...common}
        title="Categories"
        note={`Mix of ${countText(triages.n)} triages`}
        kind="shares"
        series={seriesOfCounts(
          stats,
          categories,
          (figures) => figures.triages.byCategory,
          String,
          categoryColors,
        )}
        format={shareText}
        formatExact={exactText}
      />
      <SeriesPanel
        {...common}
        title="Severities"
        note={`Mix of ${countText(triages.n)} triages`}
        kind="shares"
        series={seriesOfCounts(
          stats,
          severities,
          (figures) => figures.triages.bySeverity,
          String,
          severityColors,
        )}
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
