"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { pagesQuery } from "#components/pages-query.ts";
import { pathOf } from "#components/path-of.ts";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { DeadLetter } from "#lib/contracts/system.ts";
import { listDeadLettersOperation, retryDeadLetterOperation } from "#lib/contracts/system-operations.ts";
import { PagedList } from "./paged-list.tsx";

const readEveryMs = 15_000;

/** Jobs that nobody works on any more, each with a way to put it back. */
export function DeadLetters() {
  const letters = useInfiniteQuery({
    ...pagesQuery(listDeadLettersOperation),
    refetchInterval: readEveryMs,
  });
  return (
    <Card aria-labelledby="dead-letters" className="overflow-hidden">
      <h2 id="dead-letters" className="border-b px-4 py-3 text-sm font-semibold">
        Given up
      </h2>
      <PagedList
        things="jobs"
        query={letters}
        empty={<p className="px-4 py-3 text-sm text-ink-muted">No job was given up.</p>}
      >
        {(items) => (
          <ul>
            {items.map((letter) => (
              <LetterRow key={letter.id} letter={letter} />
            ))}
          </ul>
        )}
      </PagedList>
    </Card>
  );
}

function LetterRow({ letter: { id, queue, data, reason, tries, createdAt } }: { letter: DeadLetter }) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const retrying = useMutation({
    mutationFn: () =>
      callApi(pathOf(retryDeadLetterOperation.path, { id }), retryDeadLetterOperation.answer, { body: {} }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [listDeadLettersOperation.id] }),
    onError: (error) => toast("The job was not put back", toProblemError(error).problem.detail),
  });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b px-4 py-2.5 text-sm last:border-b-0">
      <div className="flex min-w-0 flex-1 basis-72 flex-col gap-0.5">
        <span className="font-mono text-xs">
          {queue}{" "}
          <span className="wrap-anywhere text-ink-muted">
            {Object.values(data)
              .map((value) => String(value))
              .join(" ")}
          </span>
        </span>
        <span className="text-xs wrap-anywhere text-ink-muted">
          {visibleLine(reason ?? "It said no reason.")}
          {tries === null ? null : ` ${tries} ${tries === 1 ? "try" : "tries"}.`}
        </span>
      </div>
      <RelativeTime at={createdAt} className="text-xs text-ink-muted" />
      <Button size="sm" disabled={retrying.isPending} onClick={() => retrying.mutate()}>
        <RotateCcw aria-hidden />
        Try again
      </Button>
    </li>
  );
}
