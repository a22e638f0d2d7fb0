import { dateFormat } from "#components/ui/date-format.ts";
import type { Budget, OverBudget } from "#lib/contracts/budgets.ts";

type Subject = Budget["subject"];
export type Period = Budget["period"];

export const subjectNames: Record<Subject, string> = {
  everything: "Everything",
  team: "A team",
  key: "An API key",
  evals: "Eval runs",
};

export const periodNames: Record<Period, string> = { day: "Day", month: "Month" };

export const overNames: Record<OverBudget, string> = {
  rules: "Rules read, no model is asked",
  cheap_only: "Cheap models only",
};

/** What each choice means for cards and for the limit. */
export const overMeanings: Record<OverBudget, string> = {
  rules: "Cards come from rules and uncertain ones go to review. Nothing is spent beyond the limit.",
  cheap_only: "Strong models are not asked any more. Cheap ones are, and may pass the limit.",
};

/** Whose calls a budget counts. */
export function subjectText({ subject, team, apiKeyName, apiKeyId }: Budget): string {
  if (subject === "team") return `Team ${team}`;
  if (subject === "key") return apiKeyName ?? apiKeyId ?? "A key";
  return subjectNames[subject];
}

/** How far a budget is used. Warnings are told at these shares of what is spent. */
export type BudgetLevel = "below" | "near" | "used_up";

export function levelOf({ spentUsd, limitUsd }: Pick<Budget, "spentUsd" | "limitUsd">): BudgetLevel {
  const share = spentUsd / limitUsd;
  if (share >= 1) return "used_up";
  return share >= 0.8 ? "near" : "below";
}

/** What may still be spent and is not kept for calls under way. */
export const leftOf = ({ limitUsd, spentUsd, reservedUsd }: Budget): number =>
  Math.max(0, Math.round((limitUsd - spentUsd - reservedUsd) * 1e9) / 1e9);

const month = { month: "long", year: "numeric", timeZone: "UTC" } as const;
const day = { ...month, day: "numeric" } as const;

/** The period a budget is in: "November 27, 2026 (UTC)". */
export const periodText = ({ period, periodStart }: Pick<Budget, "period" | "periodStart">): string =>
  `${dateFormat(period === "day" ? day : month, "en").format(new Date(periodStart))} (UTC)`;
