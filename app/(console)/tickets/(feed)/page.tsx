import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { feedQuery } from "#components/ticket-feed/feed-query.ts";
import { TicketFeed } from "#components/ticket-feed/ticket-feed.tsx";
import { filtersOf, queryOf } from "#components/ticket-feed/ticket-filters.ts";
import { ticketListQuerySchema } from "#lib/contracts/tickets.ts";
import { pageContext } from "#lib/server/page-context.ts";
import { getNewestEventId } from "#lib/services/tickets/events.ts";
import { listTickets } from "#lib/services/tickets/tickets.ts";
import { defaultQueryOf } from "#lib/services/tickets/views.ts";
import { requestedPath, searchParamsOf } from "../../../page-request.ts";

export const metadata: Metadata = { title: "Tickets" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function TicketsPage({ searchParams }: Props) {
  const { ctx } = await pageContext("triage:read", await requestedPath());
  const params = searchParamsOf(await searchParams);
  const opensWith = params.size === 0 ? await defaultQueryOf(ctx) : null;
  if (opensWith) redirect(`/tickets?${opensWith}`);
  const filters = filtersOf(params);
  const queryClient = new QueryClient();
  const heardUntil = await getNewestEventId(ctx).catch(() => null);
  // Fails softly: without a first page the browser asks for it and explains what is wrong.
  await queryClient.prefetchInfiniteQuery({
    ...feedQuery(filters),
    queryFn: () => listTickets(ctx, ticketListQuerySchema.parse(Object.fromEntries(queryOf(filters)))),
    retry: false,
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <TicketFeed heardUntil={heardUntil} />
    </HydrationBoundary>
  );
}
