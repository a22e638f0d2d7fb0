"use client";

import { AlarmClock } from "lucide-react";
import Link from "next/link";
import { countText } from "#components/amounts.ts";
import { SeverityBadge } from "#components/triage-card/verdict-badges.tsx";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { Button } from "#components/ui/button.tsx";
import type { Role } from "#lib/contracts/access.ts";
import type { ReviewEscalations } from "#lib/contracts/reviews.ts";
import { useAcknowledge, useEscalations } from "./use-escalations.ts";

interface EscalationLineProps {
  role: Role;
  /** As the server saw it; null for who is not told. */
  initial: ReviewEscalations | null;
}

/** One notice for managers, however many cards wait too long: how many, the first of them, and what to do. */
export function EscalationLine({ role, initial }: EscalationLineProps) {
  const escalations = useEscalations(role, initial);
  const acknowledging = useAcknowledge();
  const { count = 0, first = null, until = null } = escalations ?? {};
  return (
    <div role="status" aria-label="Escalations">
      {count > 0 && first && until ? (
        <div className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1 border-b bg-danger-soft px-4 py-1.5 text-xs text-danger">
          <span className="flex min-w-0 items-center gap-2">
            <AlarmClock aria-hidden className="size-3.5 shrink-0" />
            <span className="font-medium whitespace-nowrap">
              {countText(count)} {count === 1 ? "card waits" : "cards wait"} too long
            </span>
          </span>
          <span className="flex max-w-full min-w-0 items-center gap-2 max-sm:order-last max-sm:basis-full">
            {first.severity ? <SeverityBadge severity={first.severity} /> : null}
            <Link
              href={`/review?${new URLSearchParams({ view: "escalated", triage: first.triageId })}`}
              className="min-w-0 truncate underline underline-offset-2"
            >
              <span className="sr-only">Review </span>
              <bdi>{visibleLine(first.title)}</bdi>
            </Link>
          </span>
          <span className="flex items-center gap-1">
            <Link href="/review?view=escalated" className="px-1 underline underline-offset-2">
              All overdue
            </Link>
            <Button
              look="ghost"
              size="sm"
              className="text-danger!"
              disabled={acknowledging.isPending}
              onClick={() => acknowledging.mutate({ until })}
            >
              Acknowledge
            </Button>
          </span>
        </div>
      ) : null}
    </div>
  );
}

/** How many cards wait too long, beside the way to the queue. */
export function EscalationBadge({ role }: { role: Role }) {
  const count = useEscalations(role, null)?.count ?? 0;
  if (count === 0) return null;
  return (
    <span className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-full bg-p0 px-1 text-2xs font-semibold text-on-p0 tabular-nums">
      {countText(count)}
      <span className="sr-only"> past a clock</span>
    </span>
  );
}
