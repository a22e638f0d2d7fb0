"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { FlaskConical, Undo2 } from "lucide-react";
import Link from "next/link";
import { toProblemError } from "#components/api-client.ts";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { ReviewDecision } from "#lib/contracts/reviews.ts";
import { listMine } from "./review-calls.ts";

/** Own decisions that can still be taken back, newest first. */
export function useMyDecisions() {
  return useQuery({ queryKey: ["reviews", "mine"], queryFn: ({ signal }) => listMine(signal) });
}

interface MyDecisionsProps {
  decisions: readonly ReviewDecision[];
  busy: boolean;
  onUndo: (decision: Pick<ReviewDecision, "triageId" | "act">) => void;
}

export function MyDecisions({ decisions, busy, onUndo }: MyDecisionsProps) {
  const toast = useToast();
  const add = useMutation({
    mutationFn: async (triageId: string) => {
      // What evals are made of comes when somebody makes one.
      const { addCase, addedLine, usualSet } = await import("#components/evals/add-case-call.ts");
      return addedLine(await addCase(usualSet, { triageId }));
    },
    onSuccess: (line) => toast(line),
    onError: (error) => toast(toProblemError(error).problem.detail),
  });
  if (decisions.length === 0) return null;
  return (
    <section aria-labelledby="my-decisions" className="border-t">
      <h2
        id="my-decisions"
        className="flex items-center justify-between px-3 pt-2 pb-1 text-xs font-semibold"
      >
        Your last decisions
        <Kbd>Z</Kbd>
      </h2>
      <ul className="max-h-56 overflow-y-auto pb-1">
        {decisions.map(({ id, triageId, ticketId, title, changes, act, at }) => (
          <li key={id} className="flex items-center gap-2 px-3 py-1 text-xs">
            <span className="min-w-0 flex-1">
              <Link href={`/tickets/${ticketId}`} className="block truncate hover:underline">
                <bdi>{visibleLine(title)}</bdi>
              </Link>
              <span className="text-ink-muted">
                {act
                  ? `${act.decisions} approved at once`
                  : changes.length === 0
                    ? "approved"
                    : `corrected ${changes.map(({ field }) => field).join(", ")}`}{" "}
                <RelativeTime at={at} form="short" />
              </span>
            </span>
            <Button
              look="ghost"
              size="icon"
              disabled={add.isPending}
              title="Add to eval set"
              aria-label={`Add to eval set: ${visibleLine(title)}`}
              onClick={() => add.mutate(triageId)}
            >
              <FlaskConical aria-hidden />
            </Button>
            <Button
              look="ghost"
              size="icon"
              disabled={busy}
              title={act ? "Take all back" : "Take back"}
              aria-label={
                act ? `Take ${act.decisions} back: ${visibleLine(title)}` : `Take back: ${visibleLine(title)}`
              }
              onClick={() => onUndo({ triageId, act })}
            >
              <Undo2 aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
