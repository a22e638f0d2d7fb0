import type { Metadata } from "next";
import { SystemPage } from "#components/settings/system-page.tsx";
import { pageQuerySchema } from "#lib/contracts/page.ts";
import { listDeadLettersOperation } from "#lib/contracts/system-operations.ts";
import { getJobQueue } from "#lib/server/job-queue.ts";
import { pageContext } from "#lib/server/page-context.ts";
import { getSystem, listDeadLetters } from "#lib/services/system/system.ts";
import { FirstPage } from "../../../first-page.tsx";

export const metadata: Metadata = { title: "System" };

export default async function SystemRoute() {
  const { ctx } = await pageContext("admin", "/settings/system");
  return (
    <FirstPage
      operation={listDeadLettersOperation}
      read={() => listDeadLetters(getJobQueue(), pageQuerySchema.parse({}))}
    >
      <SystemPage initial={await getSystem(ctx)} />
    </FirstPage>
  );
}
