"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ReactNode, useMemo } from "react";
import { AddCase } from "#components/evals/add-case.tsx";
import { useTicketEvents } from "#components/live/use-ticket-events.ts";
import type { ReviewPlace } from "#components/review-acts/acts.ts";
import { ReviewActs } from "#components/review-acts/review-acts.tsx";
import { rowsOfFacts } from "#components/triage-card/fact-rows.ts";
import { TriageReading } from "#components/triage-card/triage-reading.tsx";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { environmentNames } from "#components/triage-card/words.ts";
import { Card } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { ExactTime } from "#components/ui/exact-time.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { TriageDetail } from "#lib/contracts/triage.ts";
import { EarlierCards } from "./earlier-cards.tsx";
import { firstLine } from "./first-line.ts";
import { SignalBySignal } from "./signal-by-signal.tsx";

interface TicketPageProps {
  detail: TriageDetail;
  /** The newest event before it was read. */
  heardUntil: string | null;
  /** Other tickets about the same; comes when it is there. */
  related: ReactNode;
  /** What humans did with the card. */
  history: ReactNode;
  /** Where the card stands in the review queue. */
  place: ReviewPlace;
  /** The viewer decides cards. */
  mayReview: boolean;
  /** How the card came about; comes when it is there. */
  why: ReactNode;
  /** The viewer may make the ticket a case of an eval set. */
  mayAddCase: boolean;
}

/** A ticket, its card, and everything that explains the card. */
export function TicketPage(props: TicketPageProps) {
  const { detail, heardUntil, related, history, place, mayReview, why, mayAddCase } = props;
  const { triage, ticket, facts, earlier } = detail;
  const router = useRouter();
  useTicketEvents({
    heardUntil,
    onEvent: (item) => {
      if (item.id === ticket.id) router.refresh();
    },
    onGap: () => router.refresh(),
  });
  const rows = useMemo(() => (facts ? rowsOfFacts(facts) : undefined), [facts]);
  return (
    <>
      <header className="flex min-h-13 flex-col justify-center gap-0.5 border-b bg-surface px-4 py-2.5 sm:px-6">
        <nav aria-label="Breadcrumb" className="flex items-center gap-1 text-xs text-ink-muted">
          <Link href="/tickets" className="rounded-xs hover:text-ink">
            Tickets
          </Link>
          <ChevronRight aria-hidden className="size-3 text-ink-faint" />
          <span className="truncate font-mono">{ticket.id}</span>
        </nav>
        <h1 className="truncate text-lg font-semibold">
          <bdi>{firstLine(visibleLine(ticket.text))}</bdi>
        </h1>
      </header>
      <div className="mx-auto w-full max-w-7xl p-4 sm:p-6">
        <TriageReading
          text={ticket.text}
          removed={ticket.removed}
          triage={triage}
          facts={rows}
          why={
            <>
              <SignalBySignal detail={detail} />
              {why}
            </>
          }
          acts={
            <ReviewActs
              triageId={triage.id}
              place={place}
              mayReview={mayReview}
              onDone={() => router.refresh()}
              onWithdrawn={() => router.refresh()}
            />
          }
          textHeader={
            <div className="flex items-center justify-between gap-2 border-b py-1 pr-2 pl-4 sm:pl-5">
              <h2 className="text-sm font-semibold">Text</h2>
              <div className="flex items-center gap-1">
                {mayAddCase && triage.card ? <AddCase triageId={triage.id} card={triage.card} /> : null}
                <CopyButton label="Copy" text={ticket.text} />
              </div>
            </div>
          }
          belowCard={
            <>
              {history}
              <EarlierCards versions={earlier} />
              {related}
              <Details detail={detail} />
            </>
          }
        />
      </div>
    </>
  );
}

function Details({ detail: { triage, ticket } }: { detail: TriageDetail }) {
  return (
    <Card aria-label="Details" className="p-4 sm:p-5">
      <h2 className="mb-2 text-sm font-semibold">Details</h2>
      <dl className="flex flex-col text-sm">
        <Detail name="Received">
          <ExactTime at={ticket.createdAt} />, <RelativeTime at={ticket.createdAt} />
        </Detail>
        <Detail name="Source">{ticket.source}</Detail>
        <Detail name="Service">{ticket.service}</Detail>
        <Detail name="Environment">{ticket.environment && environmentNames[ticket.environment]}</Detail>
        <Detail name="Id at source">{ticket.externalId}</Detail>
        <Detail name="Triage" mono>
          {triage.id}
        </Detail>
        <Detail name="Request" mono>
          {ticket.requestId}
        </Detail>
        <Detail name="Fingerprint" mono>
          {triage.fingerprint}
        </Detail>
      </dl>
    </Card>
  );
}

function Detail({ name, mono = false, children }: { name: string; mono?: boolean; children: ReactNode }) {
  if (children === null || children === undefined) return null;
  return (
    <div className="grid grid-cols-[7.5rem_1fr] gap-3 py-1">
      <dt className="text-ink-muted">{name}</dt>
      <dd className={mono ? "font-mono text-xs leading-5 break-all" : "wrap-anywhere"}>{children}</dd>
    </div>
  );
}
