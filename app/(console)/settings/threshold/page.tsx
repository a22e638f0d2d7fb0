import type { Metadata } from "next";
import { PageHeader } from "#components/console/page-header.tsx";
import { ThresholdPage } from "#components/settings/threshold/threshold-page.tsx";
import { pageContext } from "#lib/server/page-context.ts";
import { getThresholdOutlook } from "#lib/services/confidence/threshold.ts";

export const metadata: Metadata = { title: "Review threshold" };

export default async function ThresholdRoute() {
  const { ctx } = await pageContext("admin", "/settings/threshold");
  return (
    <>
      <PageHeader title="Review threshold" />
      <ThresholdPage outlook={await getThresholdOutlook(ctx)} />
    </>
  );
}
