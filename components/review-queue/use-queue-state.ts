"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { addressOfQueue, type QueueState, queueStateOf } from "./queue-state.ts";

/** What the list shows, by the address bar, and how to change it. */
export function useQueueState(): [QueueState, (next: QueueState) => void] {
  const text = useSearchParams().toString();
  const state = useMemo(() => queueStateOf(new URLSearchParams(text)), [text]);
  return [state, show];
}

function show(next: QueueState): void {
  const query = addressOfQueue(next);
  window.history.pushState(null, "", query === "" ? window.location.pathname : `?${query}`);
}
