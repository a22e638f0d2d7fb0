import { scoreText, shareText } from "#components/amounts.ts";
import type { ThresholdPoint } from "#lib/contracts/calibration.ts";
import { countText, perDayText } from "./threshold-words.ts";

const every = 5;

/** What the plot shows, in numbers: every tenth of the scale. */
export function ThresholdTable({ points }: { points: readonly ThresholdPoint[] }) {
  const shown = points.filter((_, index) => index % every === 0);
  return (
    <details className="text-xs">
      <summary className="w-fit cursor-default text-ink-muted hover:text-ink">As a table</summary>
      <section aria-label="Thresholds" className="mt-2 overflow-x-auto">
        <table className="w-full min-w-96 tabular-nums">
          <thead>
            <tr className="border-b text-right text-ink-muted">
              <th className="py-1 text-left font-medium">Threshold</th>
              <th className="py-1 font-medium">Right</th>
              <th className="py-1 font-medium">95% interval</th>
              <th className="py-1 font-medium">Reviewed</th>
              <th className="py-1 font-medium">Seen by nobody</th>
              <th className="py-1 font-medium">Reviews a day</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ threshold, precision, low, high, n, automated, reviewsPerDay }) => (
              <tr key={threshold} className="border-b text-right last:border-b-0">
                <td className="py-1 text-left">{scoreText(threshold)}</td>
                <td className="py-1">{precision === null ? "–" : shareText(precision)}</td>
                <td className="py-1">
                  {low === null || high === null ? "–" : `${shareText(low)} to ${shareText(high)}`}
                </td>
                <td className="py-1">{countText(n)}</td>
                <td className="py-1">{shareText(automated)}</td>
                <td className="py-1">{perDayText(reviewsPerDay)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
