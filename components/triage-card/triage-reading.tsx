"use client";

import { type ReactNode, type RefObject, useCallback, useMemo, useRef, useState } from "react";
import { Card as Surface } from "#components/ui/card.tsx";
import type { Removed } from "#lib/contracts/redaction.ts";
import type { Triage } from "#lib/contracts/triage.ts";
import { FactList } from "./fact-list.tsx";
import { type FactRow, rowsOfEvidence } from "./fact-rows.ts";
import { RemovedLine } from "./removed-line.tsx";
import { TicketText } from "./ticket-text.tsx";
import { TriageCard } from "./triage-card.tsx";

interface TriageReadingProps {
  text: string;
  /** What the text has placeholders for. */
  removed: Removed;
  triage: Triage;
  /** More than the card's evidence, where it is at hand. */
  facts?: FactRow[] | undefined;
  /** More of why it is this card. */
  why?: ReactNode;
  /** Stands above the text. */
  textHeader: ReactNode;
  /** Stands above the card. */
  aboveCard?: ReactNode;
  /** Stands below the card. */
  belowCard?: ReactNode;
  headingRef?: RefObject<HTMLHeadingElement | null>;
  linked?: boolean;
}

/** A text and its card side by side, tied by the quotes. */
export function TriageReading({
  text,
  removed,
  triage,
  facts,
  why,
  textHeader,
  aboveCard,
  belowCard,
  headingRef,
  linked,
}: TriageReadingProps) {
  const { card } = triage;
  const [active, setActive] = useState<number | null>(null);
  const textRef = useRef<HTMLElement>(null);
  const rows = useMemo(() => facts ?? rowsOfEvidence(card?.evidence ?? []), [facts, card]);
  const quotes = useMemo(() => rows.flatMap((row) => row.quotes), [rows]);
  const show = useCallback((quote: number) => {
    setActive(quote);
    const mark = textRef.current?.querySelector(`mark[data-quotes~="${quote}"]`);
    mark?.scrollIntoView({ block: "nearest" });
  }, []);
  const factList = useMemo(
    () => <FactList rows={rows} active={active} onActivate={setActive} onShow={show} />,
    [rows, active, show],
  );
  return (
    <div className="grid gap-4 lg:grid-cols-2 lg:gap-6">
      <div className="min-w-0">
        <Surface aria-label="Ticket" className="flex min-w-0 flex-col overflow-hidden lg:sticky lg:top-6">
          {textHeader}
          <RemovedLine removed={removed} />
          <TicketText
            ref={textRef}
            text={text}
            quotes={quotes}
            active={active}
            onActivate={setActive}
            className="max-h-72 scroll-smooth p-4 outline-offset-[-2px] sm:p-5 lg:max-h-[calc(100dvh-7rem)]"
          />
        </Surface>
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        {aboveCard}
        {card ? (
          <TriageCard
            triage={triage}
            card={card}
            headingRef={headingRef}
            linked={linked}
            why={why}
            facts={factList}
          />
        ) : (
          <Surface className="p-5 text-sm text-ink-muted">
            {triage.status === "failed" ? "The triage failed; there is no card." : "The card is on its way."}
          </Surface>
        )}
        {belowCard}
      </div>
    </div>
  );
}
