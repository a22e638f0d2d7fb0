"use client";

import { ArrowUpRight, FlaskConical } from "lucide-react";
import Link from "next/link";
import { memo, type ReactNode, type RefObject } from "react";
import { durationText } from "#components/amounts.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Card as Surface } from "#components/ui/card.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { Card, Triage } from "#lib/contracts/triage.ts";
import { CalibrationNote } from "./calibration-note.tsx";
import { cardMarkdown } from "./card-markdown.ts";
import { OriginBadges } from "./origin-badges.tsx";
import { reasonText } from "./reason-text.ts";
import { RunbookLinks } from "./runbook-links.tsx";
import { costText, tokensText } from "./usage-text.ts";
import { CategoryLabel, SeverityBadge } from "./verdict-badges.tsx";
import { visibleLine } from "./visible-text.ts";
import { categoryNames, severityMeanings } from "./words.ts";

interface TriageCardProps {
  triage: Triage;
  card: Card;
  /** The facts with their words. */
  facts: ReactNode;
  /** More of why it is this card: how it was routed, and which versions made it. */
  why?: ReactNode;
  /** What may be done with it here. */
  acts?: ReactNode;
  /** Receives the focus when the card arrives. */
  headingRef?: RefObject<HTMLHeadingElement | null>;
  /** Where the card stands on a page other than its ticket's. */
  linked?: boolean;
}

const pageUrlOf = (ticketId: string) =>
  typeof window === "undefined" ? `/tickets/${ticketId}` : `${window.location.origin}/tickets/${ticketId}`;

/** What happens around a card, such as a decision about it, does not draw it again. */
export const TriageCard = memo(function TriageCard(props: TriageCardProps) {
  const { triage, card, facts, why, acts, headingRef, linked = false } = props;
  const tokens = tokensText(triage.usage);
  return (
    <Surface aria-label="Triage card" className="flex flex-col overflow-hidden">
      {triage.origin.simulated ? (
        <p className="flex items-center gap-2 bg-simulated-soft px-4 py-2 text-xs font-medium text-simulated sm:px-5">
          <FlaskConical aria-hidden className="size-4 shrink-0" />
          Simulated model: this card shows how the product works, not what is true.
        </p>
      ) : null}
      <header className="flex flex-col gap-3 border-b p-4 sm:p-5">
        <div className="flex items-start justify-between gap-3">
          <div className="flex min-w-0 items-center gap-3">
            <SeverityBadge severity={card.severity} large />
            <div className="flex min-w-0 flex-col">
              <h2
                ref={headingRef}
                tabIndex={-1}
                className="flex items-center text-lg font-semibold outline-hidden"
              >
                <span className="sr-only">
                  {card.severity} {categoryNames[card.category]}:{" "}
                </span>
                <span aria-hidden>
                  <CategoryLabel category={card.category} />
                </span>
              </h2>
              <p className="text-sm text-ink-muted">{severityMeanings[card.severity]}</p>
            </div>
          </div>
          <div className="flex shrink-0 items-center">
            <CopyButton
              iconOnly
              label="Copy as Markdown"
              text={cardMarkdown(triage, card, pageUrlOf(triage.ticketId))}
            />
            {linked ? (
              <Link href={`/tickets/${triage.ticketId}`} className={buttonClass("ghost", "sm")}>
                Open
                <ArrowUpRight aria-hidden />
              </Link>
            ) : null}
          </div>
        </div>
        <OriginBadges triage={triage} card={card} />
        {acts}
      </header>

      <div className="flex flex-col gap-5 p-4 sm:p-5">
        <p className="text-pretty wrap-anywhere whitespace-pre-line">{visibleLine(card.summary)}</p>
        <Part title="Next steps">
          <ol className="flex flex-col gap-2.5">
            {card.steps.map((step, index) => (
              <li key={step} className="grid grid-cols-[1.375rem_1fr] gap-2.5">
                <span
                  aria-hidden
                  className="mt-px flex size-5.5 items-center justify-center rounded-full bg-sunken text-xs font-semibold text-ink-muted tabular-nums ring-1 ring-line ring-inset"
                >
                  {index + 1}
                </span>
                <span className="wrap-anywhere">{visibleLine(step)}</span>
              </li>
            ))}
          </ol>
        </Part>
        {triage.runbooks.length > 0 ? (
          <Part title="Runbooks">
            <RunbookLinks runbooks={triage.runbooks} />
          </Part>
        ) : null}
        <Part title="Why this card">
          <ul className="flex list-disc flex-col gap-1 pl-4 text-sm text-ink-muted marker:text-ink-faint">
            {card.reasons.map((reason) => (
              <li key={reason} className="wrap-anywhere first-letter:uppercase">
                {reasonText(reason)}
              </li>
            ))}
          </ul>
          {triage.calibration ? <CalibrationNote calibration={triage.calibration} /> : null}
          {why}
        </Part>
        {triage.review.state === "pending" ? (
          <Part title="Wants a human's look because">
            <ul className="flex list-disc flex-col gap-1 pl-4 text-sm text-ink-muted">
              {triage.review.reasons.map((reason) => (
                <li key={reason} className="first-letter:uppercase">
                  {reasonText(reason)}
                </li>
              ))}
            </ul>
          </Part>
        ) : null}
        <Part title="Read from the text">{facts}</Part>
      </div>

      <footer className="flex flex-wrap gap-x-3 gap-y-1 border-t bg-sunken/60 px-4 py-2.5 text-xs text-ink-muted tabular-nums sm:px-5">
        <span>{durationText(triage.timing.totalMs)}</span>
        <span>{costText(triage.usage)}</span>
        {tokens ? <span>{tokens}</span> : null}
        <span className="ml-auto">
          <RelativeTime at={triage.createdAt} />
        </span>
      </footer>
    </Surface>
  );
});

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-2">
      <h3 className="text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}
