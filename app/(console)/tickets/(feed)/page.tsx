import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { feedQuery } from "#components/ticket-feed/feed-query.ts";
import { TicketFeed } from "#components/ticket-feed/ticket-feed.tsx";
import { filtersOf } from "#components/ticket-feed/ticket-filters.ts";
import { pageLimitDefault } from "#lib/contracts/tickets.ts";
import { pageContext } from "#lib/server/page-context.ts";
import { listTickets } from "#lib/services/tickets/tickets.ts";
import { requestedPath, searchParamsOf } from "../../../page-request.ts";

export const metadata: Metadata = { title: "Tickets" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function TicketsPage({ searchParams }: Props) {
  const { ctx } = await pageContext("triage:read", await requestedPath());
  const filters = filtersOf(searchParamsOf(await searchParams));
  const queryClient = new QueryClient();
  // Fails softly: without a first page the browser asks for it and explains what is wrong.
  await queryClient.prefetchInfiniteQuery({
    ...feedQuery(filters),
    queryFn: () => listTickets(ctx, { ...filters, limit: pageLimitDefault }),
    retry: false,
  });
  return (
    <HydrationBoundary state={dehydrate(queryClient)}>
      <TicketFeed />
    </HydrationBoundary>
  );
}
