import type { Budget } from "#lib/contracts/budgets.ts";

export interface BurnPoint {
  atMs: number;
  usd: number;
}

export interface BurnCourse {
  /** What was spent so far, from nothing at the start of the period until now. */
  spent: readonly BurnPoint[];
  /** Where it ends at this pace. */
  projectedUsd: number;
  startMs: number;
  endMs: number;
  nowMs: number;
}

type Told = Pick<Budget, "spentUsd" | "periodStart" | "periodEnd">;

/** What a period comes to at this pace; in its first hundredth, as if that were over. */
export function projectionOf({ spentUsd, periodStart, periodEnd }: Told, nowMs: number): number {
  const [start, end] = [Date.parse(periodStart), Date.parse(periodEnd)];
  const passed = Math.min(1, Math.max(0.01, (nowMs - start) / (end - start)));
  return spentUsd / passed;
}

/**
 * How a budget came to what is spent: the sums of buckets one upon the other. The last point is what the budget itself
 * counts, which holds calls of unknown cost, too.
 */
export function burnCourse(
  budget: Told,
  buckets: readonly { start: string; costUsd: number }[],
  nowMs: number,
): BurnCourse {
  const [startMs, endMs] = [Date.parse(budget.periodStart), Date.parse(budget.periodEnd)];
  const untilMs = Math.min(Math.max(nowMs, startMs), endMs);
  let sum = 0;
  const spent: BurnPoint[] = [{ atMs: startMs, usd: 0 }];
  buckets.forEach(({ costUsd }, index) => {
    sum += costUsd;
    const next = buckets[index + 1];
    // A bucket's sum is reached where the next one begins.
    if (next) spent.push({ atMs: Date.parse(next.start), usd: sum });
  });
  spent.push({ atMs: untilMs, usd: budget.spentUsd });
  return {
    spent: spent.filter(({ atMs }) => atMs >= startMs && atMs <= untilMs),
    projectedUsd: projectionOf(budget, nowMs),
    startMs,
    endMs,
    nowMs: untilMs,
  };
}
