import type { AuditState } from "#lib/contracts/audit.ts";
import type { PolicyContent } from "#lib/contracts/policy.ts";

/** A policy as plain fields by their path, such as `routing.longFrom`. */
function fieldsOf({ models, routing, prompts, reviewClocks, ...plain }: PolicyContent): AuditState {
  const nested = Object.entries({ models, routing, prompts, reviewClocks }).flatMap(([group, fields]) =>
    Object.entries(fields).map(([name, value]) => [`${group}.${name}`, value] as const),
  );
  return { ...Object.fromEntries(nested), ...plain };
}

/** What differs between two policies, as it was and as it is; all of it for the first one. */
export function changedFields(
  before: PolicyContent | null,
  after: PolicyContent,
): { before: AuditState | null; after: AuditState } {
  const now = fieldsOf(after);
  if (before === null) return { before: null, after: now };
  const then = fieldsOf(before);
  const names = Object.keys(now).filter((name) => JSON.stringify(now[name]) !== JSON.stringify(then[name]));
  const only = (fields: AuditState) => Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));
  return { before: only(then), after: only(now) };
}
