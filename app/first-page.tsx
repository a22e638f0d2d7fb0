import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { pagesQuery } from "#components/pages-query.ts";

interface FirstPageProps<Item> {
  operation: Parameters<typeof pagesQuery<Item>>[0];
  filters?: Record<string, string>;
  /** Reads the first page from the service. */
  read: () => Promise<{ items: Item[]; nextCursor: string | null }>;
  children: ReactNode;
}

/**
 * Sends the first page of a list along with the page that shows it. Fails softly: without it the browser asks for it
 * and explains what is wrong.
 */
export async function FirstPage<Item>({ operation, filters, read, children }: FirstPageProps<Item>) {
  const queryClient = new QueryClient();
  await queryClient.prefetchInfiniteQuery({
    ...pagesQuery(operation, filters),
    queryFn: read,
    retry: false,
  });
  return <HydrationBoundary state={dehydrate(queryClient)}>{children}</HydrationBoundary>;
}

interface FirstAnswerProps {
  queryKey: readonly unknown[];
  /** Reads from the service what the query of this key asks the API for. */
  read: () => Promise<unknown>;
  children: ReactNode;
}

/** The same for what is no list by pages. */
export async function FirstAnswer({ queryKey, read, children }: FirstAnswerProps) {
  const queryClient = new QueryClient();
  await queryClient.prefetchQuery({ queryKey, queryFn: read, retry: false });
  return <HydrationBoundary state={dehydrate(queryClient)}>{children}</HydrationBoundary>;
}
