import { infiniteQueryOptions } from "@tanstack/react-query";
import { addressOfQueue, type QueueState } from "./queue-state.ts";
import { listQueue } from "./review-calls.ts";

/** The list changes under other people's hands. */
const refreshMs = 10_000;

const firstPage = (): string | null => null;

/** The pages of the queue, as they are shown. */
export const queueQuery = (state: QueueState) =>
  infiniteQueryOptions({
    queryKey: ["reviews", "list", addressOfQueue(state)],
    queryFn: ({ pageParam, signal }) => listQueue(state, pageParam, signal),
    initialPageParam: firstPage(),
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: refreshMs,
  });
