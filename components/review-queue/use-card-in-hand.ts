"use client";

import { replaceEqualDeep, useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { ProblemError, toProblemError } from "#components/api-client.ts";
import { useToast } from "#components/ui/toast.tsx";
import { claimLeaseMs, type DecisionRequest } from "#lib/contracts/reviews.ts";
import * as calls from "./review-calls.ts";

const renewEveryMs = claimLeaseMs / 3;

/** How a card leaves the hand. */
export type Leaving =
  | { how: "decide"; decision: DecisionRequest }
  | { how: "skip"; reason: string }
  | { how: "snooze"; minutes: number };

const said: Record<Leaving["how"], string> = { decide: "", skip: "Passed on", snooze: "Snoozed" };

async function putDown(triageId: string, leaving: Leaving): Promise<void> {
  switch (leaving.how) {
    case "decide":
      await calls.decide(triageId, leaving.decision);
      break;
    case "skip":
      await calls.skip(triageId, leaving.reason);
      break;
    case "snooze":
      await calls.snooze(triageId, leaving.minutes);
      break;
  }
}

/** A fault that the next card does not cure: stay on this one. */
const staysInHand = (error: ProblemError) =>
  error.problem.retryable || error.problem.code === "invalid_fields";

/** Takes the first card of the page: the proposed one, or the next where somebody else was faster. */
async function takeFirst(
  wanted: string | null,
  proposed: calls.CardInHand | null,
): Promise<calls.CardInHand | null> {
  if (proposed === null) return wanted === null ? await calls.takeNext() : await calls.take(wanted);
  try {
    return await calls.takeProposed(proposed);
  } catch (error) {
    if (wanted === null && toProblemError(error).problem.code === "conflict") return await calls.takeNext();
    throw error;
  }
}

/** What somebody decides about; two readings of it may name their fields in another order. */
function decidedOf({ item, detail }: calls.CardInHand): string {
  const { category, severity, summary, steps } = detail.triage.card ?? {};
  return JSON.stringify([item.triageId, category, severity, summary, steps]);
}

/**
 * The card this person holds: taken with a lease that is renewed while the page is open and given back when it is
 * left. When one is put down the next is taken at the same time, so that nobody waits twice. The first one is shown
 * while it is being taken; what is decided about it meanwhile counts once it is theirs, if it is still the same card.
 */
export function useCardInHand(wanted: string | null, proposed: calls.CardInHand | null) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const [inHand, setInHand] = useState<calls.CardInHand | null>(null);
  const holding = inHand?.item.triageId ?? null;
  const early = useRef<Leaving | null>(null);

  // Not waited for: a mutation that is still pending would swallow the key for the next card.
  const refreshLists = () => void queryClient.invalidateQueries({ queryKey: ["reviews"] });

  const leaving = useMutation({
    mutationFn: async ({ triageId, how }: { triageId: string; how: Leaving }) => {
      const [down, next] = await Promise.allSettled([putDown(triageId, how), calls.takeNext()]);
      const card = next.status === "fulfilled" ? next.value : null;
      if (down.status === "rejected") {
        const error = toProblemError(down.reason);
        if (!staysInHand(error)) return { card, refused: error.problem.detail };
        if (card) calls.leave(card.item.triageId);
        throw error;
      }
      if (next.status === "rejected") throw next.reason;
      return { card, refused: null };
    },
    onSuccess: ({ card, refused }, { how }) => {
      setInHand(card);
      if (refused) toast("Not decided", refused);
      else if (said[how.how]) toast(said[how.how]);
      refreshLists();
    },
    onError: (error) => toast("Not decided", toProblemError(error).problem.detail),
  });

  const taking = useMutation({
    mutationFn: async ({ triageId, isFirst }: { triageId: string | null; isFirst: boolean }) => {
      if (isFirst) return await takeFirst(triageId, proposed);
      if (triageId === null) return await calls.takeNext();
      // Taken before the other one is given back: whoever is refused keeps what they hold.
      const card = await calls.take(triageId);
      if (holding !== null && holding !== triageId) calls.leave(holding);
      return card;
    },
    onSuccess: (card) => {
      // What is on the page already and has not changed stays the same object, and is not drawn again.
      setInHand(card && proposed ? replaceEqualDeep(proposed, card) : card);
      const how = early.current;
      early.current = null;
      if (how && card && proposed && decidedOf(card) === decidedOf(proposed))
        leaving.mutate({ triageId: card.item.triageId, how });
      refreshLists();
    },
    onError: (error) => {
      early.current = null;
      if (holding !== null) toast("This card could not be taken", toProblemError(error).problem.detail);
    },
  });
  // Nothing was asked for yet, or the first card is on its way.
  const isBeginning = taking.variables === undefined || (taking.isPending && taking.variables.isFirst);

  const undoing = useMutation({
    mutationFn: async (triageId: string) => {
      await calls.undo(triageId);
      const card = await calls.take(triageId);
      if (holding !== null && holding !== triageId) calls.leave(holding);
      return card;
    },
    onSuccess: (card) => {
      setInHand(card);
      toast("Taken back");
      refreshLists();
    },
    onError: (error) => toast("Not taken back", toProblemError(error).problem.detail),
  });

  const begun = useRef(false);
  const { mutate: begin } = taking;
  const take = useCallback((triageId: string | null) => begin({ triageId, isFirst: false }), [begin]);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    begin({ triageId: wanted, isFirst: true });
  }, [begin, wanted]);

  const lost = useEffectEvent((error: unknown) => {
    if (!(error instanceof ProblemError) || error.problem.retryable || leaving.isPending) return;
    setInHand(null);
    toast("This card is not yours any more", error.problem.detail);
  });
  useEffect(() => {
    if (holding === null) return;
    const timer = setInterval(() => void calls.keep(holding).catch(lost), renewEveryMs);
    const leave = () => calls.leave(holding);
    window.addEventListener("pagehide", leave);
    return () => {
      clearInterval(timer);
      window.removeEventListener("pagehide", leave);
    };
  }, [holding]);

  // Going to another page of the console unloads nothing: the card is given back here.
  const held = useRef<string | null>(null);
  useEffect(() => {
    held.current = leaving.isPending ? null : holding;
  }, [holding, leaving.isPending]);
  useEffect(
    () => () => {
      if (held.current !== null) calls.leave(held.current);
    },
    [],
  );

  return {
    inHand,
    /** What is shown: the card in hand, or the one that will be in a moment. */
    shown: inHand ?? (isBeginning ? proposed : null),
    /** The first card is on its way, or another one that was asked for. */
    isTaking: taking.isPending || isBeginning,
    isLeaving: leaving.isPending || undoing.isPending,
    takeError: taking.error ? toProblemError(taking.error) : null,
    take,
    putDown: (how: Leaving) => {
      if (holding === null) early.current ??= how;
      else if (!leaving.isPending) leaving.mutate({ triageId: holding, how });
    },
    undo: (triageId: string) => undoing.mutate(triageId),
  };
}
