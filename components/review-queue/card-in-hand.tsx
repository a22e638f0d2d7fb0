"use client";

import { useEffect, useEffectEvent, useMemo, useRef, useState } from "react";
import { isMutedForPage } from "#components/console/is-muted.ts";
import { rowsOfFacts } from "#components/triage-card/fact-rows.ts";
import { TriageReading } from "#components/triage-card/triage-reading.tsx";
import type { CardCorrection } from "#lib/contracts/reviews.ts";
import type { Card } from "#lib/contracts/triage.ts";
import { DecisionForm } from "./decision-form.tsx";
import { SkipDialog, SnoozeDialog } from "./leave-dialogs.tsx";
import { decisionOf, type ReviewKey, reviewKeyOf } from "./proposal.ts";
import type { CardInHand } from "./review-calls.ts";
import { ReviewClocks } from "./review-clocks.tsx";
import type { Leaving } from "./use-card-in-hand.ts";

interface CardInHandProps {
  card: CardInHand;
  busy: boolean;
  onLeave: (how: Leaving) => void;
  onUndo: () => void;
}

/** The card to decide: its text, the card, and the decision with its keys. */
export function CardInHandView({ card: { item, detail }, busy, onLeave, onUndo }: CardInHandProps) {
  const { triage, ticket, facts } = detail;
  const rows = useMemo(() => (facts ? rowsOfFacts(facts) : undefined), [facts]);
  const headingRef = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // A card begins with its text, which on a phone stands above its heading.
    headingRef.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, []);
  return (
    <TriageReading
      text={ticket.text}
      removed={ticket.removed}
      triage={triage}
      facts={rows}
      headingRef={headingRef}
      linked
      textHeader={
        <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b px-4 py-2 sm:px-5">
          <h2 className="text-sm font-semibold">Text</h2>
          <span className="flex flex-wrap items-center gap-x-2.5 text-xs text-ink-muted">
            {item.secondOpinion ? "Second opinion" : null}
            <ReviewClocks item={item} withDue />
          </span>
        </div>
      }
      aboveCard={
        triage.card ? (
          <Decision card={triage.card} asked={item.reasons} busy={busy} onLeave={onLeave} onUndo={onUndo} />
        ) : undefined
      }
    />
  );
}

interface DecisionProps extends Omit<CardInHandProps, "card"> {
  card: Card;
  asked: readonly string[];
}

function Decision({ card, asked, busy, onLeave, onUndo }: DecisionProps) {
  const [correction, setCorrection] = useState<CardCorrection>({});
  const [reason, setReason] = useState("");
  const [editing, setEditing] = useState(false);
  const [dialog, setDialog] = useState<"skip" | "snooze" | null>(null);

  const submit = () => onLeave({ how: "decide", decision: decisionOf(card, correction, reason) });
  const perform = (key: ReviewKey) => {
    switch (key.does) {
      case "approve":
        return onLeave({ how: "decide", decision: { action: "approve" } });
      case "submit":
        return submit();
      case "skip":
        return setDialog("skip");
      case "snooze":
        return setDialog("snooze");
      case "undo":
        return onUndo();
      case "edit":
        return setEditing(true);
      case "change":
        return setCorrection((current) => ({ ...current, ...key.change }));
    }
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (busy || isMutedForPage(event)) return;
    // On a link or a button Enter is for what has the focus.
    if (event.key === "Enter" && event.target instanceof Element && event.target.closest("a,button")) return;
    const key = reviewKeyOf(event);
    if (!key) return;
    event.preventDefault();
    perform(key);
  });
  const onFormKey = useEffectEvent((event: KeyboardEvent) => {
    if (busy || event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      onFormKey(event);
      onKey(event);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);

  const leave = (how: Leaving) => {
    setDialog(null);
    onLeave(how);
  };
  return (
    <>
      <DecisionForm
        card={card}
        asked={asked}
        correction={correction}
        onChange={setCorrection}
        reason={reason}
        onReason={setReason}
        editing={editing}
        onEdit={() => setEditing(true)}
        busy={busy}
        onSubmit={submit}
        onSkip={() => setDialog("skip")}
        onSnooze={() => setDialog("snooze")}
      />
      <SkipDialog
        open={dialog === "skip"}
        onOpenChange={(open) => setDialog(open ? "skip" : null)}
        onSkip={(why) => leave({ how: "skip", reason: why })}
      />
      <SnoozeDialog
        open={dialog === "snooze"}
        onOpenChange={(open) => setDialog(open ? "snooze" : null)}
        onSnooze={(minutes) => leave({ how: "snooze", minutes })}
      />
    </>
  );
}
