"use client";

import { useQuery } from "@tanstack/react-query";
import { shareText, usdText } from "#components/amounts.ts";
import { subjectText } from "#components/settings/budgets/budget-words.ts";
import { budgetsQuery } from "#components/settings/budgets/budgets-query.ts";
import type { Budget } from "#lib/contracts/budgets.ts";
import { Panel } from "./panel.tsx";

const nameOf = (budget: Budget) => `${subjectText(budget)}, a ${budget.period}`;

/** What the period comes to at this pace. */
function projectionOf({ spentUsd, periodStart, periodEnd }: Budget, now: number): number {
  const [start, end] = [Date.parse(periodStart), Date.parse(periodEnd)];
  const passed = Math.min(1, Math.max(0.01, (now - start) / (end - start)));
  return spentUsd / passed;
}

/** How far budgets are used in their periods, and where they end at this pace. */
export function BudgetPanel({ now }: { now: number }) {
  const { data } = useQuery(budgetsQuery());
  const budgets = data?.items ?? [];
  return (
    <Panel
      title="Budgets"
      note={`${budgets.length} now, each in its own period`}
      window="Days and months of UTC, whatever the window above"
      isEmpty={budgets.length === 0}
      table={() => ({
        headings: ["Budget", "Limit", "Spent", "Reserved", "At this pace", "Ends"],
        rows: budgets.map((budget) => ({
          key: budget.id,
          cells: [
            nameOf(budget),
            usdText(budget.limitUsd),
            usdText(budget.spentUsd),
            usdText(budget.reservedUsd),
            usdText(projectionOf(budget, now)),
            budget.periodEnd.slice(0, 10),
          ],
          values: [
            nameOf(budget),
            budget.limitUsd,
            budget.spentUsd,
            budget.reservedUsd,
            projectionOf(budget, now),
            budget.periodEnd,
          ],
        })),
      })}
    >
      <ul className="flex h-full flex-col gap-3 overflow-y-auto px-2" aria-label="Budgets">
        {budgets.map((budget) => {
          const used = budget.spentUsd / budget.limitUsd;
          const color =
            used >= 1 ? "var(--color-danger)" : used >= 0.8 ? "var(--color-warn)" : "var(--color-accent-ink)";
          return (
            <li key={budget.id} className="flex flex-col gap-1 text-xs">
              <span className="flex justify-between gap-3">
                <span className="truncate font-medium">{nameOf(budget)}</span>
                <span className="shrink-0 text-ink-muted tabular-nums">
                  {usdText(budget.spentUsd)} of {usdText(budget.limitUsd)} · {shareText(used)}
                </span>
              </span>
              <svg aria-hidden viewBox="0 0 100 4" preserveAspectRatio="none" className="h-1.5 w-full">
                <rect width="100" height="4" rx="1" fill="var(--color-sunken)" />
                <rect width={Math.min(100, used * 100)} height="4" rx="1" fill={color} />
              </svg>
              <span className="text-2xs text-ink-muted">
                {usdText(projectionOf(budget, now))} at this pace by {budget.periodEnd.slice(0, 10)}
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
