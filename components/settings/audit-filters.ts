import { type AuditQuery, auditQuerySchema } from "#lib/contracts/audit.ts";

/** What the trail is narrowed to; the words are the API's and stand in the address bar. */
export type AuditFilters = { [Name in FilterName]?: string };

const filterNames = ["action", "actor", "subject", "from", "to"] as const satisfies (keyof AuditQuery)[];
type FilterName = (typeof filterNames)[number];

/** Filters of an address; what the API would refuse is left out, so that an old link still opens. */
export function auditFiltersOf(params: URLSearchParams): AuditFilters {
  return Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = params.get(name)?.trim();
      return value && auditQuerySchema.shape[name].safeParse(value).success ? [[name, value]] : [];
    }),
  );
}

/** The filters as an address holds them, in one order. */
export function paramsOfAudit(filters: AuditFilters): Record<string, string> {
  return Object.fromEntries(
    filterNames.flatMap((name) => {
      const value = filters[name];
      return value ? [[name, value]] : [];
    }),
  );
}

/** The address of the trail, narrowed. */
export const auditAddress = (filters: AuditFilters): string =>
  `/settings/audit?${new URLSearchParams(paramsOfAudit(filters))}`;
