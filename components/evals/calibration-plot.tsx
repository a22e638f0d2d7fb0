import { shareText } from "#components/amounts.ts";
import { classNames } from "#components/ui/class-names.ts";
import type { RunAnalysis } from "#lib/contracts/eval-run.ts";

const size = 240;
const inset = { left: 34, bottom: 28, top: 8, right: 14 };
const x = (share: number) => inset.left + share * (size - inset.left - inset.right);
const y = (share: number) => size - inset.bottom - share * (size - inset.top - inset.bottom);
const ticks = [0, 0.5, 1];

/** Dots grow with the cards behind them, within reason. */
const radiusOf = (outcomes: number, most: number) => 2.5 + 5 * Math.sqrt(outcomes / most);

interface CalibrationPlotProps {
  bins: RunAnalysis["calibration"];
  /** As high as its place, with its words beside it. */
  beside?: boolean;
  /** Opens what is behind a dot; for the mouse, beside a table whose rows do the same. */
  onBin?: (from: number) => void;
}

/** What confidence claimed against what was true; on the diagonal it means what it says. */
export function CalibrationPlot({ bins, beside = false, onBin }: CalibrationPlotProps) {
  const known = bins.flatMap(({ from, outcomes, confidence, right }) =>
    confidence === null || right === null ? [] : [{ from, outcomes, confidence, right }],
  );
  const most = Math.max(1, ...known.map(({ outcomes }) => outcomes));
  return (
    <figure className={beside ? "flex h-full items-center gap-4" : "flex flex-col gap-3"}>
      <svg
        viewBox={`0 0 ${size} ${size}`}
        aria-hidden
        className={classNames("text-2xs", beside ? "h-full min-w-0 shrink" : "mx-auto w-full max-w-72")}
      >
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} className="stroke-line" />
            <line x1={x(tick)} x2={x(tick)} y1={y(0)} y2={y(1)} className="stroke-line" />
            <text x={x(0) - 5} y={y(tick) + 3.5} textAnchor="end" className="fill-ink-muted">
              {Math.round(tick * 100)}
            </text>
            <text x={x(tick)} y={y(0) + 13} textAnchor="middle" className="fill-ink-muted">
              {Math.round(tick * 100)}
            </text>
          </g>
        ))}
        <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} strokeDasharray="4 3" className="stroke-line-strong" />
        <polyline
          points={known.map(({ confidence, right }) => `${x(confidence)},${y(right)}`).join(" ")}
          fill="none"
          strokeWidth="1.5"
          className="stroke-accent-ink"
        />
        {known.map(({ from, outcomes, confidence, right }) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the plot is hidden from those who do not see it.
          <circle
            key={confidence}
            onClick={onBin && (() => onBin(from))}
            cx={x(confidence)}
            cy={y(right)}
            r={radiusOf(outcomes, most)}
            className={onBin ? "cursor-pointer fill-accent-ink hover:fill-ink" : "fill-accent-ink"}
          />
        ))}
        <text x={x(0.5)} y={size - 2} textAnchor="middle" className="fill-ink-muted">
          stated confidence, %
        </text>
      </svg>
      <figcaption className={classNames("text-xs text-ink-muted", beside && "min-w-28 flex-1 text-pretty")}>
        How often the category was right, by the confidence that cards stated. Above the dashed line they are
        better than they say, below it worse.
        <span className="sr-only">
          {known
            .map(
              ({ outcomes, confidence, right }) =>
                ` ${outcomes} cards with confidence ${shareText(confidence)} were right in ${shareText(right)}.`,
            )
            .join("")}
        </span>
      </figcaption>
    </figure>
  );
}
