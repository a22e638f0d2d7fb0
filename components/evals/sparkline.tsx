interface SparklineProps {
  /** Shares from 0 to 1, oldest first; null where a run has none. */
  values: readonly (number | null)[];
  className?: string;
}

const width = 120;
const height = 28;
const inset = 3;

/** Least span that a line fills, so that a tenth of a per cent does not look like a cliff. */
const spanMinimum = 0.1;

/** How a share went over runs. Decoration: the numbers stand beside it. */
export function Sparkline({ values, className }: SparklineProps) {
  const known = values.filter((value): value is number => value !== null);
  if (known.length < 2) return null;
  const span = Math.max(spanMinimum, Math.max(...known) - Math.min(...known));
  const floor = Math.max(0, Math.min(1 - span, (Math.max(...known) + Math.min(...known)) / 2 - span / 2));
  const point = (value: number, index: number) => ({
    x: inset + (index / (known.length - 1)) * (width - 2 * inset),
    y: height - inset - ((value - floor) / span) * (height - 2 * inset),
  });
  const points = known.map(point);
  const last = points.at(-1);
  return (
    <svg aria-hidden viewBox={`0 0 ${width} ${height}`} className={className} preserveAspectRatio="none">
      <polyline
        points={points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")}
        fill="none"
        strokeWidth="1.5"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
        className="stroke-accent-ink"
      />
      {last ? <circle cx={last.x} cy={last.y} r="2.2" className="fill-accent-ink" /> : null}
    </svg>
  );
}
