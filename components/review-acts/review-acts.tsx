"use client";

import { Inbox, RotateCcw, Undo2, Users } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent, useState } from "react";
import { isMutedForPage } from "#components/console/is-muted.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import type { ReviewItem } from "#lib/contracts/reviews.ts";
import type { Triage } from "#lib/contracts/triage.ts";
import { ActDialog } from "./act-dialog.tsx";
import { actOfKey, actsAt, type ReviewAct, type ReviewPlace } from "./acts.ts";
import { useWithdraw } from "./use-withdraw.ts";
import { actWords } from "./words.ts";

export const actIcons = { request: Inbox, reopen: RotateCcw, second_opinion: Users } as const;

const reviewAddress = (triageId: string) => `/review?triage=${triageId}`;

interface ReviewActsProps {
  triageId: string;
  place: ReviewPlace;
  /** The viewer decides cards. */
  mayReview: boolean;
  onDone: (item: ReviewItem) => void;
  /** What was asked for is taken back: the card stands as before. */
  onWithdrawn: (triage: Triage) => void;
}

/** What may be asked of the card on this page, each with its key; nothing where nothing may. */
export function ReviewActs({ triageId, place, mayReview, onDone, onWithdrawn }: ReviewActsProps) {
  const router = useRouter();
  const [act, setAct] = useState<ReviewAct | null>(null);
  const acts = actsAt(place, mayReview);
  // What was asked for on this page can be taken back here, as long as nobody is on the card.
  const [asked, setAsked] = useState<ReviewAct | null>(null);
  const withdrawn = (triage: Triage) => {
    setAsked(null);
    onWithdrawn(triage);
  };
  const withdrawing = useWithdraw(withdrawn);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isMutedForPage(event)) return;
    const pressed = actOfKey(event.key, acts);
    if (!pressed) return;
    event.preventDefault();
    setAct(pressed);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
  const isToReview = place === "open" && mayReview;
  return (
    <>
      {acts.length > 0 || isToReview || asked !== null ? (
        <div className="flex flex-wrap gap-2">
          {isToReview ? (
            <Link href={reviewAddress(triageId)} prefetch={false} className={buttonClass("secondary", "sm")}>
              <Inbox aria-hidden />
              Review it
            </Link>
          ) : null}
          {asked !== null && place === "open" ? (
            <Button size="sm" disabled={withdrawing.isPending} onClick={() => withdrawing.mutate(triageId)}>
              <Undo2 aria-hidden />
              Undo: {actWords[asked].name}
            </Button>
          ) : null}
          {acts.map((each) => {
            const Icon = actIcons[each];
            return (
              <Button key={each} size="sm" onClick={() => setAct(each)}>
                <Icon aria-hidden />
                {actWords[each].name}
                <Kbd>{actWords[each].key}</Kbd>
              </Button>
            );
          })}
        </div>
      ) : null}
      <ActDialog
        triageId={triageId}
        act={act}
        onClose={() => setAct(null)}
        onDone={(item) => {
          setAsked(act);
          onDone(item);
        }}
        onWithdrawn={withdrawn}
        onReview={mayReview ? (id) => router.push(reviewAddress(id)) : undefined}
      />
    </>
  );
}
