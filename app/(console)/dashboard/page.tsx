import type { Metadata } from "next";
import { DashboardPage } from "#components/dashboard/dashboard-page.tsx";
import { pageContext } from "#lib/server/page-context.ts";
import { requestedPath } from "../../page-request.ts";

export const metadata: Metadata = { title: "Dashboard" };

export default async function DashboardRoute() {
  await pageContext("stats:read", await requestedPath());
  return <DashboardPage />;
}
