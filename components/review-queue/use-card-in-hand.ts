"use client";

import { replaceEqualDeep, useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { ProblemError, toProblemError } from "#components/api-client.ts";
import { useToast } from "#components/ui/toast.tsx";
import { claimLeaseMs, type DecisionRequest, type ReviewFilters } from "#lib/contracts/reviews.ts";
import * as calls from "./review-calls.ts";
import { useExpectedCard } from "./use-expected-card.ts";

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

/**
 * What can be shown as done before the gateway says so: nothing that somebody wrote is lost when it is refused. A
 * correction is waited for.
 */
const isSafe = (leaving: Leaving) => leaving.how !== "decide" || leaving.decision.action === "approve";

/** A fault that the next card does not cure: stay on this one. */
const staysInHand = (error: ProblemError) =>
  error.problem.retryable || error.problem.code === "invalid_fields";

interface Beginning {
  /** A card that was asked for by address; null: what is due first. */
  wanted: string | null;
  /** The card that will probably be taken, as the server saw it; null: nobody looked. */
  proposed: calls.CardInHand | null;
  /** What the queue is narrowed to. */
  filters: ReviewFilters;
}

interface PuttingDown {
  triageId: string;
  how: Leaving;
  /** Shown at once in the place of what is put down, and taken meanwhile; null: the next card is waited for. */
  expected: calls.CardInHand | null;
}

/** Takes the first card of the page: the proposed one, or the next where somebody else was faster. */
async function takeFirst({ wanted, proposed, filters }: Beginning): Promise<calls.CardInHand | null> {
  if (proposed === null) return wanted === null ? await calls.takeNext(filters) : await calls.take(wanted);
  if (wanted !== null) return await calls.takeProposed(proposed);
  return await takeExpected(proposed, filters);
}

/** Takes the card that is expected next, or the next one where somebody else was faster. */
async function takeExpected(
  expected: calls.CardInHand | null,
  filters: ReviewFilters,
): Promise<calls.CardInHand | null> {
  if (expected === null) return await calls.takeNext(filters);
  try {
    return await calls.takeProposed(expected);
  } catch (error) {
    if (["conflict", "not_found"].includes(toProblemError(error).problem.code))
      return await calls.takeNext(filters);
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
 * left. When one is put down the next is taken at the same time, so that nobody waits twice; where it is known which
 * one that will be, it is shown at once. What is decided about a card that is shown while it is being taken counts once
 * it is theirs, if it is still the same card; when what was put down is refused, it is in hand again.
 */
export function useCardInHand({ wanted, proposed, filters }: Beginning) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const [inHand, setInHand] = useState<calls.CardInHand | null>(null);
  const holding = inHand?.item.triageId ?? null;
  /** What was decided about a card before it was theirs, and what they saw of it. */
  const early = useRef<{ how: Leaving; seen: string } | null>(null);
  /** What is being put down, known before the page is: a key that bounces does not decide twice. */
  const goingDown = useRef<string | null>(null);
  const [passed, setPassed] = useState<ReadonlySet<string>>(new Set());
  const pass = (...ids: string[]) => setPassed((known) => new Set([...known, ...ids]));
  const expected = useExpectedCard({ holding, passed, filters });

  // Not waited for: a mutation that is still pending would swallow the key for the next card.
  const refreshLists = () => void queryClient.invalidateQueries({ queryKey: ["reviews"] });

  /** Takes over a card that was shown while it was taken, and does with it what was decided meanwhile. */
  const takeOver = (card: calls.CardInHand | null, shown: calls.CardInHand | null) => {
    // What is on the page already and has not changed stays the same object, and is not drawn again.
    setInHand(card && shown ? replaceEqualDeep(shown, card) : card);
    if (card) putDownEarly(card);
    else early.current = null;
  };

  /** Does what was decided about this card before it was theirs, if it says what it said then. */
  const putDownEarly = (card: calls.CardInHand) => {
    const decided = early.current;
    early.current = null;
    if (decided?.seen === decidedOf(card))
      leaving.mutate({ triageId: card.item.triageId, how: decided.how, expected: null });
  };

  const leaving = useMutation({
    mutationFn: async ({ triageId, how, expected: ahead }: PuttingDown) => {
      const [down, next] = await Promise.allSettled([putDown(triageId, how), takeExpected(ahead, filters)]);
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
    onSuccess: ({ card, refused }, { triageId, how, expected: ahead }) => {
      // Whoever else has the expected card, or was asked before: it is not expected again.
      const isMistaken = ahead !== null && ahead.item.triageId !== card?.item.triageId;
      pass(triageId, ...(isMistaken ? [ahead.item.triageId] : []));
      if (refused) toast("Not decided", refused);
      else if (said[how.how]) toast(said[how.how]);
      takeOver(card, ahead);
      refreshLists();
    },
    onError: (error, { expected: ahead }) => {
      early.current = null;
      const { detail } = toProblemError(error).problem;
      toast("Not decided", ahead === null ? detail : `${detail} The card is in your hand again.`);
    },
    onSettled: (_card, _error, { triageId }) => {
      if (goingDown.current === triageId) goingDown.current = null;
    },
  });

  const taking = useMutation({
    mutationFn: async ({ triageId, isFirst }: { triageId: string | null; isFirst: boolean }) => {
      if (isFirst) return await takeFirst({ wanted: triageId, proposed, filters });
      if (triageId === null) return await calls.takeNext(filters);
      // Taken before the other one is given back: whoever is refused keeps what they hold.
      const card = await calls.take(triageId);
      if (holding !== null && holding !== triageId) calls.leave(holding);
      return card;
    },
    onSuccess: (card, { isFirst }) => {
      takeOver(card, isFirst ? proposed : null);
      refreshLists();
    },
    onError: (error) => {
      early.current = null;
      if (holding !== null) toast("This card could not be taken", toProblemError(error).problem.detail);
    },
  });
  // Nothing was asked for yet, or the first card is on its way.
  const isBeginning = taking.variables === undefined || (taking.isPending && taking.variables.isFirst);
  const ahead = leaving.isPending ? leaving.variables.expected : null;

  const shown = ahead ?? inHand ?? (isBeginning ? proposed : null);

  // A key that was pressed after the card was taken over and before the page knew.
  useEffect(() => {
    if (early.current && inHand && !leaving.isPending && !taking.isPending) putDownEarly(inHand);
  });

  const undoing = useMutation({
    mutationFn: async (triageId: string) => {
      await calls.undo(triageId);
      const card = await calls.take(triageId);
      if (holding !== null && holding !== triageId) calls.leave(holding);
      return card;
    },
    onSuccess: (card, triageId) => {
      setInHand(card);
      setPassed((known) => new Set([...known].filter((id) => id !== triageId)));
      toast("Taken back");
      refreshLists();
    },
    onError: (error) => toast("Not taken back", toProblemError(error).problem.detail),
  });

  const begunWith = useRef<string | null | undefined>(undefined);
  const { mutate: begin } = taking;
  const take = useCallback((triageId: string | null) => begin({ triageId, isFirst: false }), [begin]);
  useEffect(() => {
    if (begunWith.current === wanted) return;
    const isFirst = begunWith.current === undefined;
    begunWith.current = wanted;
    // Another card that is asked for by address while the page is open, such as by a notice.
    if (isFirst || wanted !== null) begin({ triageId: wanted, isFirst });
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
    shown,
    /** What is decided now is kept until the card that is shown is theirs. */
    isAhead: ahead !== null,
    /** The first card is on its way, or another one that was asked for. */
    isTaking: taking.isPending || isBeginning,
    isLeaving: leaving.isPending || undoing.isPending,
    takeError: taking.error ? toProblemError(taking.error) : null,
    take,
    putDown: (how: Leaving) => {
      if (holding === null || ahead !== null) early.current ??= shown && { how, seen: decidedOf(shown) };
      else if (!leaving.isPending && goingDown.current !== holding) {
        goingDown.current = holding;
        leaving.mutate({ triageId: holding, how, expected: isSafe(how) ? expected : null });
      }
    },
    undo: (triageId: string) => undoing.mutate(triageId),
  };
}
