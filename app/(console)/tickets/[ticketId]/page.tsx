import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { Suspense } from "react";
import { RelatedFailure, RelatedList, RelatedSkeleton } from "#components/ticket-page/related-list.tsx";
import { TicketPage } from "#components/ticket-page/ticket-page.tsx";
import { may } from "#lib/contracts/access.ts";
import type { RelatedTicket } from "#lib/contracts/runbooks.ts";
import { AppError } from "#lib/core/errors.ts";
import { pageContext } from "#lib/server/page-context.ts";
import { listRelatedTickets } from "#lib/services/tickets/related-tickets.ts";
import { getTicketDetail } from "#lib/services/tickets/tickets.ts";
import { getTriage } from "#lib/services/triage/triages.ts";

export const metadata: Metadata = { title: "Ticket" };

interface Props {
  params: Promise<{ ticketId: string }>;
}

/** Reads, and turns "there is no such thing" into the page that says so. */
async function found<Result>(reading: Promise<Result>): Promise<Result> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}

export default async function TicketRoute({ params }: Props) {
  const { ticketId } = await params;
  const { ctx, actor } = await pageContext("triage:read", `/tickets/${ticketId}`);
  // Other triages are named by their own id, as in `duplicateOf`.
  if (ticketId.startsWith("tri_")) {
    const triage = await found(getTriage(ctx, ticketId));
    redirect(`/tickets/${triage.ticketId}`);
  }
  const detail = await found(getTicketDetail(ctx, ticketId));
  return (
    <TicketPage
      detail={detail}
      mayAddCase={may(actor, "evals:write")}
      related={
        <Suspense fallback={<RelatedSkeleton />}>
          <Related reading={listRelatedTickets(ctx, ticketId)} />
        </Suspense>
      }
    />
  );
}

/** Comes after the card: nobody waits for it, and the page stands without it. */
async function Related({ reading }: { reading: Promise<RelatedTicket[]> }) {
  const related = await reading.catch(() => null);
  return related === null ? <RelatedFailure /> : <RelatedList related={related} />;
}
