import type { Metadata } from "next";
import { PageHeader } from "#components/console/page-header.tsx";
import { TicketComposer } from "#components/ticket-composer/ticket-composer.tsx";
import { may } from "#lib/contracts/access.ts";
import { pageContext } from "#lib/server/page-context.ts";

export const metadata: Metadata = { title: "Triage" };

export default async function TriagePage() {
  const { actor } = await pageContext("triage:write");
  return (
    <>
      <PageHeader title="Paste a ticket" />
      <div className="mx-auto w-full max-w-7xl p-4 sm:p-6">
        <TicketComposer mayReview={may(actor, "review:write")} />
      </div>
    </>
  );
}
