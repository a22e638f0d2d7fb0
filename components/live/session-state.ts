"use client";

import { useSyncExternalStore } from "react";
import { ProblemError } from "#components/api-client.ts";

let isOver = false;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  if (next === isOver) return;
  isOver = next;
  for (const listener of listeners) listener();
}

/** To be told of every failure of a call: one of them may be that the session is over. */
export function noticeFailure(error: Error): void {
  if (error instanceof ProblemError && error.problem.code === "unauthorized") set(true);
}

/** For what is refused without a call of its own, such as a stream. */
export const noticeSignedOut = (): void => set(true);

/** To be told of every success: whoever gets an answer is signed in, again. */
export const noticeSuccess = (): void => set(false);

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the session ended while the page was open. */
export const useSessionIsOver = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => isOver,
    () => false,
  );
