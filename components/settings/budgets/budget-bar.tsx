import { shareText, usdText } from "#components/amounts.ts";
import type { Budget } from "#lib/contracts/budgets.ts";
import { type BudgetLevel, leftOf, levelOf } from "./budget-words.ts";

const spentColors: Record<BudgetLevel, string> = {
  below: "bg-accent",
  near: "bg-p1",
  used_up: "bg-danger",
};

/** A budget as a bar: spent, kept for calls under way, left; a mark where it warns. */
export function BudgetBar({ budget }: { budget: Budget }) {
  const { spentUsd, reservedUsd, limitUsd } = budget;
  const spent = Math.min(1, spentUsd / limitUsd);
  const reserved = Math.min(1 - spent, reservedUsd / limitUsd);
  return (
    <div className="flex flex-col gap-1.5">
      <div
        role="progressbar"
        aria-label="Spent"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.min(100, Math.round((spentUsd / limitUsd) * 100))}
        aria-valuetext={`${usdText(spentUsd)} of ${usdText(limitUsd)}`}
        className="relative flex h-2.5 overflow-hidden rounded-full bg-sunken ring-1 ring-line ring-inset"
      >
        <div
          className={`h-full ${spentColors[levelOf(budget)]}`}
          style={{ width: spentUsd > 0 ? `max(0.25rem, ${spent * 100}%)` : 0 }}
        />
        <div className="h-full bg-accent/35" style={{ width: `${reserved * 100}%` }} />
        <div aria-hidden className="absolute inset-y-0 left-4/5 w-px bg-line-strong" />
      </div>
      <dl className="flex flex-wrap gap-x-4 gap-y-0.5 text-xs text-ink-muted tabular-nums">
        <Amount name="Spent">
          {usdText(spentUsd)} ({shareText(spentUsd / limitUsd)})
        </Amount>
        <Amount name="Reserved">{usdText(reservedUsd)}</Amount>
        <Amount name="Left">{usdText(leftOf(budget))}</Amount>
      </dl>
    </div>
  );
}

function Amount({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt>{name}</dt>
      <dd className="font-medium text-ink">{children}</dd>
    </div>
  );
}
