import type { AuditAction, AuditEntry, AuditState } from "#lib/contracts/audit.ts";

/** `user.role_changed` as people say it: "User role changed". */
export function actionName(action: AuditAction): string {
  const words = action.replaceAll(/[._]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export interface FieldChange {
  field: string;
  /** undefined: the field was not there. */
  before: AuditState[string] | undefined;
  after: AuditState[string] | undefined;
}

/** What differs between the states before and after, field by field in their order. */
export function changesOf({ before, after }: Pick<AuditEntry, "before" | "after">): FieldChange[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...fields]
    .map((field) => ({ field, before: before?.[field], after: after?.[field] }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after));
}

/** A value of a state as a reader wants to see it. */
export function stateText(value: AuditState[string] | undefined): string {
  if (value === undefined || value === null) return "none";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(stateText).join(", ");
  if (typeof value === "object") return JSON.stringify(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value);
}
