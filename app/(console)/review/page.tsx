import type { Metadata } from "next";
import { queueStateOf } from "#components/review-queue/queue-state.ts";
import type { CardInHand } from "#components/review-queue/review-calls.ts";
import { ReviewPage } from "#components/review-queue/review-page.tsx";
import { runsQueue } from "#lib/contracts/access.ts";
import type { ReviewFilters } from "#lib/contracts/reviews.ts";
import { pageContext } from "#lib/server/page-context.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { getReviewItem, peekNextReview } from "#lib/services/review/reviews.ts";
import { getTicketDetail } from "#lib/services/tickets/tickets.ts";

export const metadata: Metadata = { title: "Review" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ReviewRoute({ searchParams }: Props) {
  const { ctx, actor } = await pageContext("review:write", "/review");
  const given = await searchParams;
  const single = Object.entries(given).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  const params = new URLSearchParams(single);
  const wanted = params.get("triage");
  const { filters } = queueStateOf(params);
  return (
    <ReviewPage
      reviewerId={actor.id}
      runsQueue={runsQueue(actor.role)}
      wanted={wanted}
      proposed={await proposedCard(ctx, wanted, filters)}
    />
  );
}

/**
 * The card that is likely to be taken, so that it can be read at once. Asking for a page takes nothing, as it may never
 * be shown: the browser claims the card when it is. Fails softly: without it the browser asks and explains what is wrong.
 */
async function proposedCard(
  ctx: ServiceContext,
  wanted: string | null,
  filters: ReviewFilters,
): Promise<CardInHand | null> {
  try {
    const item = wanted === null ? await peekNextReview(ctx, filters) : await getReviewItem(ctx, wanted);
    return item && { item, detail: await getTicketDetail(ctx, item.ticketId) };
  } catch {
    return null;
  }
}
