"use client";

import { useInfiniteQuery, useQueries } from "@tanstack/react-query";
import { CircleCheck, CircleX, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { promotionQuery, runsQuery } from "#components/evals/eval-queries.ts";
import { ReasonList } from "#components/evals/reason-list.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { EvalRun } from "#lib/contracts/eval-run.ts";
import type { Prompt } from "#lib/contracts/prompts.ts";

/** Whether models were asked, as far as the list tells; the server has the last word. */
const isJudged = (run: EvalRun) => run.status === "done" && run.engine !== "rules" && run.models.length > 0;

/** Newest runs with green gates of which it is asked whether they speak for a promotion. */
const lookedAt = 3;

/** The eval runs that say whether a version may read tickets: the newest green one, and the newest of all. */
export function usePromptRuns(version: string) {
  const runs = useInfiniteQuery(runsQuery(null, version));
  const judged = (runs.data?.pages.flatMap(({ items }) => items) ?? []).filter(isJudged);
  const passed = judged
    .filter(({ gateState, overridden }) => gateState === "passed" || overridden)
    .slice(0, lookedAt);
  // Green gates are not all: the set may be too small to judge, or have changed since.
  const promotions = useQueries({ queries: passed.map(({ id }) => promotionQuery(id)) });
  return {
    green: passed.find((_, index) => promotions[index]?.data?.allowed) ?? null,
    refused: promotions[0]?.data?.failedGates ?? [],
    last: judged.find(({ gateState }) => gateState !== "none") ?? null,
    isLooking: runs.isPending || promotions.some(({ isPending }) => isPending),
  };
}

interface PromptGateProps {
  prompt: Prompt;
  green: EvalRun | null;
  /** Why the newest run with green gates does not speak for it; empty without one. */
  refused: readonly string[];
  isLooking: boolean;
}

/** The eval run that speaks for a version, or that there is none. */
export function PromptGate({ prompt, green, refused, isLooking }: PromptGateProps) {
  if (isLooking) {
    return (
      <p role="status" className="text-sm text-ink-muted">
        Looking for an eval run that speaks for it…
      </p>
    );
  }
  return green ? (
    <p className="flex gap-2 rounded-md bg-good-soft p-3 text-sm text-good">
      <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        {green.overridden ? "Gates overridden in " : "Gates passed in "}
        <Link href={`/evals/${green.id}`} className="underline underline-offset-2">
          a run over {green.set}
        </Link>
        , <RelativeTime at={green.createdAt} />
      </span>
    </p>
  ) : (
    <div className="flex gap-2 rounded-md bg-danger-soft p-3 text-sm text-danger">
      <CircleX aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="flex min-w-0 flex-col gap-1 text-pretty">
        {refused.length > 0 ? (
          <>
            The newest eval run of {prompt.version} with green gates does not speak for it:
            <ReasonList reasons={refused} />
          </>
        ) : (
          <>
            No eval run of {prompt.version} has green gates. Run the evals on this page, or go on without and
            say why.
          </>
        )}
      </div>
    </div>
  );
}

/** Going back needs no gate; that its last eval run missed some is said all the same. */
export function WayBack({ last }: { last: EvalRun | null }) {
  const missed = last && !last.overridden ? last.missedGates : [];
  return (
    <>
      <p className="text-sm text-pretty text-ink-muted">
        It was in use before, so that it needs no eval run. Its cards that are still fresh are reused.
      </p>
      {last && missed.length > 0 ? (
        <p role="status" className="flex gap-2 rounded-md bg-warn-soft p-3 text-sm text-warn">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="text-pretty">
            <Link href={`/evals/${last.id}`} className="underline underline-offset-2">
              Its last eval run
            </Link>{" "}
            missed {missed.length} {missed.length === 1 ? "gate" : "gates"}. The audit trail keeps that they
            were overridden.
          </span>
        </p>
      ) : null}
    </>
  );
}
