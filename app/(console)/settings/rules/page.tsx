import type { Metadata } from "next";
import { PageHeader } from "#components/console/page-header.tsx";
import { RulesPage } from "#components/rules-page/rules-page.tsx";
import { pageContext } from "#lib/server/page-context.ts";
import { listSignals } from "#lib/services/rules/signals.ts";

export const metadata: Metadata = { title: "Rules" };

export default async function RulesRoute() {
  const { ctx } = await pageContext("admin", "/settings/rules");
  return (
    <>
      <PageHeader title="Rules" />
      <RulesPage signals={await listSignals(ctx)} />
    </>
  );
}
