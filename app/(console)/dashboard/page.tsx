import type { Metadata } from "next";
import { DashboardPage } from "#components/dashboard/dashboard-page.tsx";
import { may } from "#lib/contracts/access.ts";
import { listBudgetsOperation } from "#lib/contracts/budget-operations.ts";
import { pageContext } from "#lib/server/page-context.ts";
import { requestedPath } from "../../page-request.ts";

export const metadata: Metadata = { title: "Dashboard" };

export default async function DashboardRoute() {
  const { actor } = await pageContext("stats:read", await requestedPath());
  const scope = listBudgetsOperation.scope;
  return <DashboardPage maySeeBudgets={scope === null || may(actor, scope)} />;
}
