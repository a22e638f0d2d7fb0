import { countText, shareText } from "#components/amounts.ts";
import { CalibrationPlot } from "#components/evals/calibration-plot.tsx";
import type { Stats } from "#lib/contracts/stats.ts";
import { windowText } from "./bucket-time.ts";
import { Panel } from "./panel.tsx";

const cell = (value: number | null) => (value === null ? "–" : shareText(value));

/** What cards said of themselves against what humans left as it was. */
export function CalibrationPanel({ stats }: { stats: Stats }) {
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
          cells: [shareText(from), countText(cards), cell(confidence), cell(right)],
          values: [from, cards, confidence, right],
        })),
      })}
    >
      <div className="h-full overflow-y-auto [&_svg]:max-w-44">
        <CalibrationPlot bins={stats.calibration.map(({ n: outcomes, ...bin }) => ({ outcomes, ...bin }))} />
      </div>
    </Panel>
  );
}
