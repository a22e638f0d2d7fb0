"use client";

import { ChartColumn, CircleCheckBig } from "lucide-react";
import Link from "next/link";
import { PageHeader } from "#components/console/page-header.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { ReviewDecision } from "#lib/contracts/reviews.ts";
import { CardInHandView } from "./card-in-hand.tsx";
import { MyDecisions, useMyDecisions } from "./my-decisions.tsx";
import { QueueList } from "./queue-list.tsx";
import { isNarrowed } from "./queue-state.ts";
import type { CardInHand } from "./review-calls.ts";
import { useCardInHand } from "./use-card-in-hand.ts";
import { useQueueState } from "./use-queue-state.ts";
import { useUndoAct } from "./use-undo-act.ts";

interface ReviewPageProps {
  reviewerId: string;
  /** Whether this person is told of what waits too long. */
  runsQueue: boolean;
  /** A triage that was asked for by address; null: what is due first. */
  wanted: string | null;
  /** The card that will probably be taken, as the server saw it; null: the browser asks for one. */
  proposed: CardInHand | null;
}

/** One card at a time in hand, the queue beside it; made to be worked through with the keyboard. */
export function ReviewPage({ reviewerId, runsQueue, wanted, proposed }: ReviewPageProps) {
  const [state, show] = useQueueState();
  const hand = useCardInHand({ wanted, proposed, filters: state.filters });
  const mine = useMyDecisions().data?.items ?? [];
  const newest = mine[0];
  const undoingAct = useUndoAct();
  const undo = ({ triageId, act }: Pick<ReviewDecision, "triageId" | "act">) =>
    act ? undoingAct.mutate(act.id) : hand.undo(triageId);
  return (
    <>
      <PageHeader title="Review">
        <Link
          href="/review/figures"
          className="inline-flex items-center gap-1.5 text-sm text-ink-muted underline-offset-2 hover:text-ink hover:underline"
        >
          <ChartColumn aria-hidden className="size-4" />
          Figures and clocks
        </Link>
      </PageHeader>
      <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
        <div className="min-w-0 flex-1 p-4 sm:p-6">
          {hand.shown ? (
            <CardInHandView
              key={hand.shown.item.triageId}
              card={hand.shown}
              busy={(hand.isLeaving && !hand.isAhead) || (hand.isTaking && hand.inHand !== null)}
              onLeave={hand.putDown}
              onUndo={() => {
                // What is under way is not among the decisions yet: an earlier one must not be taken back for it.
                if (newest && !hand.isLeaving) undo(newest);
              }}
            />
          ) : hand.isTaking ? (
            <div className="grid gap-4 lg:grid-cols-2 lg:gap-6" aria-busy>
              <Skeleton className="h-72" />
              <Skeleton className="h-96" />
            </div>
          ) : hand.takeError ? (
            <ErrorState
              title="No card could be taken"
              requestId={hand.takeError.requestId}
              retry={() => hand.take(null)}
            >
              {hand.takeError.problem.detail}
            </ErrorState>
          ) : (
            <EmptyState
              icon={<CircleCheckBig />}
              title="Nothing waits for you"
              action={<Button onClick={() => hand.take(null)}>Look again</Button>}
            >
              {isNarrowed(state.filters) ? "Nothing in the queue matches the filters. " : null}
              Cards come here when their confidence is low, when a claim is not in the text, or when somebody
              asks.
            </EmptyState>
          )}
        </div>
        <aside
          aria-label="Queue and decisions"
          className="flex flex-col border-t bg-surface lg:sticky lg:top-0 lg:h-[calc(100dvh-3.25rem)] lg:w-80 lg:shrink-0 lg:border-t-0 lg:border-l"
        >
          <QueueList
            reviewerId={reviewerId}
            runsQueue={runsQueue}
            state={state}
            onShow={show}
            holding={hand.inHand?.item.triageId ?? null}
            onTake={hand.take}
          />
          <MyDecisions decisions={mine} busy={hand.isLeaving} onUndo={undo} />
        </aside>
      </div>
    </>
  );
}
