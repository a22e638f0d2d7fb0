import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Suspense } from "react";
import { placeOf } from "#components/review-acts/acts.ts";
import { HowItWasRead, HowItWasReadSkeleton } from "#components/ticket-page/how-it-was-read.tsx";
import { RelatedFailure, RelatedList, RelatedSkeleton } from "#components/ticket-page/related-list.tsx";
import { ReviewHistory } from "#components/ticket-page/review-history.tsx";
import { TicketPage } from "#components/ticket-page/ticket-page.tsx";
import { may } from "#lib/contracts/access.ts";
import type { RelatedTicket } from "#lib/contracts/runbooks.ts";
import type { Trace } from "#lib/contracts/trace.ts";
import type { Triage } from "#lib/contracts/triage.ts";
import { pageContext } from "#lib/server/page-context.ts";
import { getReviewItem, listCardDecisions } from "#lib/services/review/reviews.ts";
import { getNewestEventId } from "#lib/services/tickets/events.ts";
import { listRelatedTickets } from "#lib/services/tickets/related-tickets.ts";
import { getTicketDetail } from "#lib/services/tickets/tickets.ts";
import { getTrace, getTriage } from "#lib/services/triage/triages.ts";
import { orNotFound } from "../../../or-not-found.ts";

export const metadata: Metadata = { title: "Ticket" };

interface Props {
  params: Promise<{ ticketId: string }>;
}

export default async function TicketRoute({ params }: Props) {
  const { ticketId } = await params;
  const { ctx, actor } = await pageContext("triage:read", `/tickets/${ticketId}`);
  // Other triages are named by their own id, as in `duplicateOf`.
  if (ticketId.startsWith("tri_")) {
    const triage = await orNotFound(getTriage(ctx, ticketId));
    redirect(`/tickets/${triage.ticketId}`);
  }
  const heardUntil = await getNewestEventId(ctx);
  const detail = await orNotFound(getTicketDetail(ctx, ticketId));
  const { id, review } = detail.triage;
  // Two look-ups by a key, and the page stands without them.
  const [item, decisions] = await Promise.all([
    getReviewItem(ctx, id).catch(() => null),
    listCardDecisions(ctx, id).then(
      ({ items }) => items,
      () => null,
    ),
  ]);
  return (
    <TicketPage
      detail={detail}
      place={placeOf(item, review.state)}
      mayReview={may(actor, "review:write")}
      history={<ReviewHistory triage={detail.triage} decisions={decisions} />}
      heardUntil={heardUntil}
      mayAddCase={may(actor, "evals:write")}
      why={
        <Suspense fallback={<HowItWasReadSkeleton />}>
          <Why triage={detail.triage} reading={getTrace(ctx, detail.triage.id)} />
        </Suspense>
      }
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

/** The same for how the card came about: without it the versions are shown that the card itself knows. */
async function Why({ triage, reading }: { triage: Triage; reading: Promise<Trace> }) {
  const trace = await reading.catch(() => null);
  return <HowItWasRead triage={triage} trace={trace} />;
}
