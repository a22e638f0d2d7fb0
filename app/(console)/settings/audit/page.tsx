import type { Metadata } from "next";
import { auditFiltersOf, paramsOfAudit } from "#components/settings/audit-filters.ts";
import { AuditPage } from "#components/settings/audit-page.tsx";
import { auditQuerySchema } from "#lib/contracts/audit.ts";
import { listAuditOperation } from "#lib/contracts/audit-operations.ts";
import { pageContext } from "#lib/server/page-context.ts";
import { listAudit } from "#lib/services/audit/audit-trail.ts";
import { FirstPage } from "../../../first-page.tsx";
import { requestedPath, searchParamsOf } from "../../../page-request.ts";

export const metadata: Metadata = { title: "Audit trail" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AuditRoute({ searchParams }: Props) {
  const { ctx } = await pageContext("admin", await requestedPath());
  const filters = auditFiltersOf(searchParamsOf(await searchParams));
  return (
    <FirstPage
      operation={listAuditOperation}
      filters={paramsOfAudit(filters)}
      read={() => listAudit(ctx, auditQuerySchema.parse(filters))}
    >
      <AuditPage />
    </FirstPage>
  );
}
