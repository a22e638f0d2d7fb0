"use client";

import { type InfiniteData, type UseInfiniteQueryResult, useInfiniteQuery } from "@tanstack/react-query";
import { ChartNoAxesColumn, GitCompareArrows } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toProblemError } from "#components/api-client.ts";
import { LoadMore } from "#components/ticket-feed/load-more.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { RowLink } from "#components/ui/row-link.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { type MeasureName, measures } from "#lib/contracts/eval-measures.ts";
import type { EvalRun, EvalRunPage } from "#lib/contracts/eval-run.ts";
import { measureText } from "#lib/contracts/measure-text.ts";
import { isWorking, runsQuery } from "./eval-queries.ts";
import { EvalHeader } from "./eval-tabs.tsx";
import { Progress } from "./progress.tsx";
import { RunState, readersOf, SimulatedBadge } from "./run-badges.tsx";
import { SetTrends } from "./set-trends.tsx";
import { StartRun } from "./start-run-dialog.tsx";

const rowMeasures: readonly MeasureName[] = ["urgentRecall", "severityInBand", "category", "costUsd", "ms"];

interface RunsPageProps {
  set: string | null;
  mayStart: boolean;
  /** Whether the form that starts a run is open at first. */
  opensForm: boolean;
}

/** All runs, newest first, with the trend of each set. */
export function RunsPage({ set, mayStart, opensForm }: RunsPageProps) {
  const runs = useInfiniteQuery(runsQuery(set));
  const [picked, setPicked] = useState<readonly string[]>([]);
  const pick = (id: string, on: boolean) =>
    // The oldest choice makes room for a third.
    setPicked((ids) => (on ? [...ids, id].slice(-2) : ids.filter((other) => other !== id)));
  return (
    <>
      <EvalHeader>{mayStart ? <StartRun opensForm={opensForm} /> : null}</EvalHeader>
      <SetTrends chosen={set} />
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-2 border-y bg-surface px-4 py-1.5 text-sm sm:px-6">
        <h2 className="font-semibold">
          {set === null ? "All runs" : `Runs of ${set}`}
          {set === null ? null : (
            <Link href="/evals" className="ml-3 text-xs font-normal text-accent-ink underline">
              Show all
            </Link>
          )}
        </h2>
        <CompareButton picked={picked} />
      </div>
      <RunList runs={runs} picked={picked} onPick={pick} mayStart={mayStart} />
    </>
  );
}

function CompareButton({ picked }: { picked: readonly string[] }) {
  const router = useRouter();
  // Ids sort by time: the older run is the baseline.
  const [a, b] = picked.toSorted();
  return (
    <Button
      size="sm"
      disabled={a === undefined || b === undefined}
      onClick={() => router.push(`/evals/compare?a=${a}&b=${b}`)}
    >
      <GitCompareArrows aria-hidden />
      {picked.length < 2 ? "Choose two to compare" : "Compare"}
    </Button>
  );
}

interface RunListProps {
  runs: UseInfiniteQueryResult<InfiniteData<EvalRunPage>>;
  picked: readonly string[];
  onPick: (id: string, on: boolean) => void;
  mayStart: boolean;
}

function RunList({ runs, picked, onPick, mayStart }: RunListProps) {
  if (runs.isPending) return <RunsSkeleton />;
  if (runs.isError && !runs.data) {
    const { problem, requestId } = toProblemError(runs.error);
    return (
      <div className="p-4 sm:p-6">
        <ErrorState
          title="The runs could not be read"
          requestId={requestId}
          retry={() => void runs.refetch()}
        >
          {problem.detail}
        </ErrorState>
      </div>
    );
  }
  const rows = runs.data?.pages.flatMap(({ items }) => items) ?? [];
  if (rows.length === 0) return <NoRuns mayStart={mayStart} />;
  return (
    <>
      <ul aria-label="Runs, newest first" aria-busy={runs.isFetching}>
        {rows.map((run) => (
          <RunRow key={run.id} run={run} isPicked={picked.includes(run.id)} onPick={onPick} />
        ))}
      </ul>
      <LoadMore
        hasMore={runs.hasNextPage}
        loading={runs.isFetchingNextPage}
        failed={runs.isFetchNextPageError}
        onLoad={() => void runs.fetchNextPage()}
      />
    </>
  );
}

interface RunRowProps {
  run: EvalRun;
  isPicked: boolean;
  onPick: RunListProps["onPick"];
}

function RunRow({ run, isPicked, onPick }: RunRowProps) {
  return (
    <li className="row-lazy relative flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-3 text-sm hover:bg-hover has-focus-visible:bg-hover sm:px-6 lg:flex-nowrap">
      <input
        type="checkbox"
        aria-label={`Compare the run of ${run.set} from ${run.createdAt}`}
        checked={isPicked}
        disabled={run.status === "queued"}
        onChange={(event) => onPick(run.id, event.target.checked)}
        className="relative z-10 size-4"
      />
      <div className="flex min-w-0 flex-1 basis-2/3 flex-col lg:basis-0">
        <RowLink href={`/evals/${run.id}`} className="truncate">
          {run.set}
          <span className="ml-2 font-normal text-ink-muted">{readersOf(run)}</span>
        </RowLink>
        <span className="truncate text-xs text-ink-muted">
          <RelativeTime at={run.createdAt} />
          {run.startedBy ? ` by ${run.startedBy}` : null} · {run.cases} cases
          {run.repeats > 1 ? ` × ${run.repeats}` : null} · version {run.setVersion}
        </span>
      </div>
      <div className="flex flex-wrap items-center gap-1.5">
        <SimulatedBadge run={run} />
        <RunState run={run} />
      </div>
      {isWorking(run) ? (
        <Progress done={run.done} total={run.cases * run.repeats} className="w-full lg:w-80" />
      ) : (
        <dl className="flex w-full gap-x-5 gap-y-1 overflow-hidden lg:w-auto">
          {rowMeasures.map((name, index) => (
            <div key={name} className={index > 2 ? "hidden w-20 flex-col md:flex" : "flex w-24 flex-col"}>
              <dt className="truncate text-xs text-ink-muted">{measures[name].title}</dt>
              <dd className="tabular-nums">{measureText(name, run.scores?.[name] ?? null)}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}

function NoRuns({ mayStart }: { mayStart: boolean }) {
  return (
    <EmptyState icon={<ChartNoAxesColumn />} title="No run yet">
      A run judges the cases of a set and says how often the cards were right.{" "}
      {mayStart ? "Start one above, or" : "Start one with"}{" "}
      <code className="font-mono text-xs">npm run eval</code>.
    </EmptyState>
  );
}

const skeletonRows = ["w-72", "w-56", "w-64", "w-60"];

function RunsSkeleton() {
  return (
    <div role="status">
      <span className="sr-only">Loading runs…</span>
      {skeletonRows.map((width) => (
        <div key={width} className="flex items-center gap-4 border-b px-4 py-4 sm:px-6">
          <Skeleton className="size-4" />
          <Skeleton className={`h-4 ${width}`} />
        </div>
      ))}
    </div>
  );
}
