"use client";

import { useSearchParams } from "next/navigation";
import { useMemo, useSyncExternalStore } from "react";
import { addressOfQueue, type QueueState, queueStateOf } from "./queue-state.ts";

const onHistory = (listener: () => void) => {
  window.addEventListener("popstate", listener);
  return () => window.removeEventListener("popstate", listener);
};

/**
 * What the list shows, by the address bar, and how to change it. What the router says of the address lags behind when
 * one goes back twice in a row, so the address itself is read.
 */
export function useQueueState(): [QueueState, (next: QueueState) => void] {
  const params = useSearchParams();
  const text = useSyncExternalStore(
    onHistory,
    () => window.location.search.slice(1),
    () => params.toString(),
  );
  const state = useMemo(() => queueStateOf(new URLSearchParams(text)), [text]);
  return [state, show];
}

function show(next: QueueState): void {
  const query = addressOfQueue(next);
  window.history.pushState(null, "", query === "" ? window.location.pathname : `?${query}`);
}
