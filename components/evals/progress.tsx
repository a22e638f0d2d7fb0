import { classNames } from "#components/ui/class-names.ts";

interface ProgressProps {
  done: number;
  total: number;
  className?: string;
}

/** How many of a run's cards are made. */
export function Progress({ done, total, className }: ProgressProps) {
  const share = total === 0 ? 0 : Math.min(1, done / total);
  return (
    <div className={classNames("flex items-center gap-3", className)}>
      <div
        role="progressbar"
        aria-label="Cards made"
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        className="h-1.5 flex-1 overflow-hidden rounded-full bg-sunken ring-1 ring-line ring-inset"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width]"
          style={{ width: `${share * 100}%` }}
        />
      </div>
      <span className="text-xs text-ink-muted tabular-nums">
        {done} of {total}
      </span>
    </div>
  );
}
