"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { shareText, usdText } from "#components/amounts.ts";
import { subjectText } from "#components/settings/budgets/budget-words.ts";
import { budgetsQuery } from "#components/settings/budgets/budgets-query.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Budget } from "#lib/contracts/budgets.ts";
import { BurnChart } from "./burn-chart.tsx";
import { burnCourse, projectionOf } from "./burn-course.ts";
import { statsQuery } from "./dashboard-query.ts";
import { Panel } from "./panel.tsx";
import { panelSelectClass } from "./panel-select.ts";
import { ticketsAddress, ticketWords } from "./ticket-words.ts";
import { TicketsLink } from "./tickets-link.tsx";

const nameOf = (budget: Budget) => `${subjectText(budget)}, a ${budget.period}`;
const minuteMs = 60_000;

/** Whose calls a budget counts, as the figures are narrowed to them. */
function filtersOf({ subject, team, apiKeyId }: Budget): Partial<Record<"account" | "team" | "key", string>> {
  if (subject === "evals") return { account: "eval" };
  if (subject === "team" && team !== null) return { team };
  return subject === "key" && apiKeyId !== null ? { key: apiKeyId } : {};
}

/** The tickets that are paid for in the period. */
const ticketsOf = (budget: Budget): string | null =>
  ticketsAddress(ticketWords(filtersOf(budget)), { from: budget.periodStart, to: budget.periodEnd });

/** How budgets were spent in their periods, and where they end at this pace. */
export function BudgetPanel() {
  const { data, dataUpdatedAt } = useQuery(budgetsQuery());
  const budgets = data?.items ?? [];
  const nowMs = Math.floor(dataUpdatedAt / minuteMs) * minuteMs;
  const [chosen, setChosen] = useState<string | null>(null);
  // The one that is used up the most is the one to look at.
  const [first] = budgets.toSorted((a, b) => b.spentUsd / b.limitUsd - a.spentUsd / a.limitUsd);
  const shown = budgets.find(({ id }) => id === chosen) ?? first;
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
            <TicketsLink key="tickets" href={ticketsOf(budget)}>
              {nameOf(budget)}
            </TicketsLink>,
            usdText(budget.limitUsd),
            usdText(budget.spentUsd),
            usdText(budget.reservedUsd),
            usdText(projectionOf(budget, nowMs)),
            budget.periodEnd.slice(0, 10),
          ],
          values: [
            nameOf(budget),
            budget.limitUsd,
            budget.spentUsd,
            budget.reservedUsd,
            projectionOf(budget, nowMs),
            budget.periodEnd,
          ],
        })),
      })}
    >
      {shown ? (
        <div className="flex h-full flex-col gap-2">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-2 text-xs">
            {budgets.length > 1 ? (
              <select
                aria-label="Budget"
                value={shown.id}
                onChange={({ target }) => setChosen(target.value)}
                className={panelSelectClass}
              >
                {budgets.map((budget) => (
                  <option key={budget.id} value={budget.id}>
                    {nameOf(budget)}
                  </option>
                ))}
              </select>
            ) : (
              <span className="font-medium">{nameOf(shown)}</span>
            )}
            <TicketsLink href={ticketsOf(shown)}>Its tickets</TicketsLink>
          </div>
          <p className="px-2 text-xs text-ink-muted tabular-nums">
            {usdText(shown.spentUsd)} of {usdText(shown.limitUsd)},{" "}
            {shareText(shown.spentUsd / shown.limitUsd)}; {usdText(projectionOf(shown, nowMs))} at this pace
            by {shown.periodEnd.slice(0, 10)}
          </p>
          <Course key={shown.id} budget={shown} nowMs={nowMs} />
        </div>
      ) : null}
    </Panel>
  );
}

function Course({ budget, nowMs }: { budget: Budget; nowMs: number }) {
  const state = {
    range: "custom",
    from: budget.periodStart,
    // The first minute of a period has no window yet.
    to: new Date(Math.max(nowMs, Date.parse(budget.periodStart) + minuteMs)).toISOString(),
    by: "model",
    tz: "UTC",
    filters: filtersOf(budget),
  } as const;
  const { data } = useQuery(statsQuery(state, "UTC", "account"));
  if (data === undefined) return <Skeleton className="min-h-0 flex-1 rounded-md" />;
  const buckets = data.buckets.map(({ start, calls }) => ({ start, costUsd: calls.costUsd }));
  return <BurnChart budget={budget} course={burnCourse(budget, buckets, nowMs)} />;
}
