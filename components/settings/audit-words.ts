import { exactText, usdText } from "#components/amounts.ts";
import type { AuditAction, AuditEntry, AuditState } from "#lib/contracts/audit.ts";
import { overBudgets } from "#lib/contracts/budgets.ts";
import { overNames } from "./budgets/budget-words.ts";
import type { Change } from "./change-list.tsx";
import { policyValueText } from "./policy/policy-words.ts";

/** `user.role_changed` as people say it: "User role changed". */
export function actionName(action: AuditAction): string {
  const words = action.replaceAll(/[._]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `requestsPerMinute` as people say it: "Requests per minute". */
function fieldName(field: string): string {
  const words = field
    .replaceAll(/[._]/g, " ")
    .replaceAll(/([a-z])([A-Z])/g, (_, end: string, begin: string) => `${end} ${begin.toLowerCase()}`)
    .replaceAll(/\b(usd|id|url|api)\b/g, (short) => short.toUpperCase())
    .replace(/ USD$/, "")
    .replace(/^email$/, "e-mail");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

type Value = AuditState[string] | undefined;

const isMoment = (value: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value);

/** A value of a state as a reader wants to see it. */
export function stateText(value: Value): string {
  if (value === undefined || value === null) return "none";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(stateText).join(", ");
  if (typeof value === "object") {
    const fields = Object.entries(value).map(([name, each]) => `${fieldName(name)}: ${stateText(each)}`);
    return fields.length === 0 ? "none" : fields.join("; ");
  }
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return exactText(value);
  return isMoment(value) ? `${value.slice(0, 10)} ${value.slice(11, 16)} UTC` : value;
}

/** Sums and choices of budgets as their page says them; null: it is no such field. */
function budgetValueText(field: string, value: Value): string | null {
  if (field.endsWith("Usd") && typeof value === "number") return usdText(value);
  const choice = overBudgets.find((each) => field === "overBudget" && each === value);
  return choice === undefined ? null : overNames[choice];
}

/** What differs between the states before and after, field by field in their order, in words. */
export function changesOf({ before, after }: Pick<AuditEntry, "before" | "after">): Change[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...fields]
    .filter((field) => JSON.stringify(before?.[field]) !== JSON.stringify(after?.[field]))
    .map((field) => {
      const words = (state: AuditState | null) =>
        state === null
          ? null
          : (policyValueText(field, state[field])?.text ??
            budgetValueText(field, state[field]) ??
            stateText(state[field]));
      return {
        name: policyValueText(field, null)?.name ?? fieldName(field),
        before: words(before),
        after: words(after),
      };
    });
}
