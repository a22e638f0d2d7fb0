import { infiniteQueryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { callApi } from "./api-client.ts";

interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

interface PagedOperation<Item> {
  path: string;
  id: string;
  answer: z.ZodType<Page<Item>>;
}

const fromTheTop = (): string | null => null;

/** Reads a list of the API page by page, narrowed by `filters`; the operation's id is the first part of its key. */
export function pagesQuery<Item>(operation: PagedOperation<Item>, filters: Record<string, string> = {}) {
  const narrowed = new URLSearchParams(filters).toString();
  return infiniteQueryOptions({
    queryKey: [operation.id, narrowed],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams(filters);
      if (pageParam !== null) params.set("cursor", pageParam);
      return callApi(`${operation.path}?${params}`, operation.answer, { signal });
    },
    initialPageParam: fromTheTop(),
    getNextPageParam: (page) => page.nextCursor,
  });
}
