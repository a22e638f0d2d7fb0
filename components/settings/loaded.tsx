"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { toProblemError } from "#components/api-client.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";

interface LoadedProps<Answer> {
  /** What is read, as a sentence begins with it: "The budgets". */
  what: string;
  query: UseQueryResult<Answer>;
  children: (answer: Answer) => ReactNode;
}

/** What one question to the API answers, in each of its states; an answer that is there stays when a later one fails. */
export function Loaded<Answer>({ what, query, children }: LoadedProps<Answer>) {
  const failed = query.error ? toProblemError(query.error) : null;
  const failure = failed ? (
    <ErrorState
      title={query.data === undefined ? `${what} could not be read` : "This is how it stood before"}
      requestId={failed.requestId}
      retry={() => void query.refetch()}
    >
      {failed.problem.detail}
    </ErrorState>
  ) : null;
  if (query.data !== undefined) {
    return (
      <>
        {failure}
        {children(query.data)}
      </>
    );
  }
  return (
    failure ?? (
      <div role="status" className="flex flex-col gap-4 rounded-lg border bg-surface p-4">
        <span className="sr-only">Loading…</span>
        {["w-2/3", "w-1/2", "w-3/5"].map((width) => (
          <Skeleton key={width} className={`h-4 ${width}`} />
        ))}
      </div>
    )
  );
}
