import { scoreText } from "#components/amounts.ts";
import { classNames } from "#components/ui/class-names.ts";
import { confidenceBandOf } from "#lib/contracts/calibration.ts";
import type { Category, Severity } from "#lib/contracts/vocabulary.ts";
import { bandNames, categoryNames, severityMeanings } from "./words.ts";

const severityLooks: Record<Severity, string> = {
  P0: "bg-p0 text-on-p0",
  P1: "bg-p1-soft text-p1-ink ring-1 ring-inset ring-p1-ink/25",
  P2: "bg-p2-soft text-p2-ink ring-1 ring-inset ring-p2-ink/25",
  P3: "bg-p3-soft text-p3-ink ring-1 ring-inset ring-p3-ink/20",
};

export function SeverityBadge({ severity, large = false }: { severity: Severity; large?: boolean }) {
  return (
    <span
      title={severityMeanings[severity]}
      className={classNames(
        "inline-flex shrink-0 items-center justify-center rounded-sm font-semibold tabular-nums",
        large ? "h-8 min-w-11 px-2 text-lg" : "h-5.5 min-w-7.5 px-1 text-xs",
        severityLooks[severity],
      )}
    >
      {severity}
    </span>
  );
}

const categoryDots: Record<Category, string> = {
  infra: "bg-infra",
  app: "bg-app",
  data: "bg-data",
  security: "bg-security",
  unknown: "bg-unknown",
};

export function CategoryLabel({ category, className }: { category: Category; className?: string }) {
  return (
    <span className={classNames("inline-flex items-center gap-1.5 whitespace-nowrap", className)}>
      <span aria-hidden className={classNames("size-2 shrink-0 rounded-full", categoryDots[category])} />
      {categoryNames[category]}
    </span>
  );
}

const bandBars = { low: 1, medium: 2, high: 3 } as const;

interface ConfidenceProps {
  value: number;
  /** With the word and the number, where there is room for them. */
  spelledOut?: boolean;
}

/** The band in words and as bars. */
export function Confidence({ value, spelledOut = false }: ConfidenceProps) {
  const band = confidenceBandOf(value);
  return (
    <span
      className="inline-flex items-center gap-1.5 whitespace-nowrap"
      title={`Confidence ${scoreText(value)}`}
    >
      <span aria-hidden className="flex h-3 items-end gap-0.5">
        {[1, 2, 3].map((bar) => (
          <span
            key={bar}
            style={{ height: `${bar * 33}%` }}
            className={classNames(
              "w-1 rounded-xs",
              bar <= bandBars[band] ? "bg-ink-muted" : "bg-line-strong",
            )}
          />
        ))}
      </span>
      <span>
        {bandNames[band]}
        {spelledOut ? ` confidence ${scoreText(value)}` : <span className="sr-only"> confidence</span>}
      </span>
    </span>
  );
}
