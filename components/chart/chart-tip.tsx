import { classNames } from "#components/ui/class-names.ts";

interface ChartTipProps {
  title: string;
  rows: readonly { name: string; color: string; value: string; isPointed?: boolean }[];
  /** Of the point it tells about, from the left of the plot, and how wide the plot is. */
  at: number;
  width: number;
}

/** What stands under the pointer; on the side of it where there is more room. */
export function ChartTip({ title, rows, at, width }: ChartTipProps) {
  const isRight = at > width / 2;
  return (
    <div
      className="pointer-events-none absolute top-1 z-10 max-w-56 rounded-md border bg-raised px-2.5 py-1.5 text-xs shadow-pop"
      style={isRight ? { right: width - at + 10 } : { left: at + 10 }}
    >
      <p className="font-medium whitespace-nowrap">{title}</p>
      <ul>
        {rows.map(({ name, color, value, isPointed = false }) => (
          <li
            key={name}
            className={classNames("flex items-center gap-1.5 tabular-nums", isPointed && "font-semibold")}
          >
            <SeriesMark color={color} />
            <span
              className={classNames("min-w-0 flex-1 truncate", isPointed ? "text-ink" : "text-ink-muted")}
            >
              {name}
            </span>
            {value}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The colour of a series as a small square. */
export function SeriesMark({ color }: { color: string }) {
  return (
    <svg aria-hidden viewBox="0 0 8 8" className="size-2 shrink-0">
      <rect width="8" height="8" rx="2" fill={color} />
    </svg>
  );
}
