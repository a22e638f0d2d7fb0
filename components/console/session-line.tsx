"use client";

import { useSessionIsOver } from "#components/live/session-state.ts";
import { SignInAgain } from "#components/sign-in-again.tsx";

/** Says that the session ended while the page was open, and leads to the sign-in and back. */
export function SessionLine() {
  if (!useSessionIsOver()) return null;
  return (
    <aside
      role="alert"
      className="sticky top-0 z-30 border-b border-danger/25 bg-danger-soft px-4 py-2 text-center text-sm text-ink"
    >
      <span className="font-medium text-danger">You are signed out.</span> What you typed stays here.{" "}
      <SignInAgain />, then go on.
    </aside>
  );
}
