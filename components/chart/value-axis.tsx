interface ValueAxisProps {
  ticks: readonly number[];
  format: (value: number) => string;
  /** Where a value stands. */
  y: (value: number) => number;
  left: number;
  right: number;
}

/** Lines across the plot with what they stand for at their left; of values that read the same the first is named. */
export function ValueAxis({ ticks, format, y, left, right }: ValueAxisProps) {
  const names = ticks.map(format);
  return ticks.map((tick, index) =>
    names.indexOf(names[index] ?? "") === index ? (
      <g key={tick}>
        <line x1={left} x2={right} y1={y(tick)} y2={y(tick)} className="stroke-line" />
        <text x={left - 8} y={y(tick)} dy="0.32em" textAnchor="end" className="fill-ink-muted">
          {names[index]}
        </text>
      </g>
    ) : null,
  );
}
