"use client";

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronRight, CircleStop, RotateCcw } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { pathOf } from "#components/path-of.ts";
import { Button } from "#components/ui/button.tsx";
import { dateFormat } from "#components/ui/date-format.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { cancelEvalRunOperation, resumeEvalRunOperation } from "#lib/contracts/eval-operations.ts";
import type { EvalRunDetail } from "#lib/contracts/eval-run.ts";
import { measureText } from "#lib/contracts/measure-text.ts";
import { isWorking, promotionQuery, runQuery, runsQuery } from "./eval-queries.ts";
import { GateList } from "./gate-list.tsx";
import { MeasureTiles } from "./measure-tiles.tsx";
import { Progress } from "./progress.tsx";
import { ResultList } from "./result-list.tsx";
import { Part, RunAnalysisView } from "./run-analysis.tsx";
import { RunState, readersOf, SimulatedBadge } from "./run-badges.tsx";

interface RunPageProps {
  id: string;
  mayRun: boolean;
  mayOverride: boolean;
}

/** One run: gates, scores, where it was wrong, and each case with the card beside its label. */
export function RunPage({ id, mayRun, mayOverride }: RunPageProps) {
  const { data: run, isError, error, refetch } = useQuery(runQuery(id));
  const isGated = run?.status === "done" && run.gatesVersion !== null;
  const promotion = useQuery({ ...promotionQuery(id), enabled: isGated });
  if (isError && !run) {
    const { problem, requestId } = toProblemError(error);
    return (
      <div className="p-4 sm:p-6">
        <ErrorState title="The run could not be read" requestId={requestId} retry={() => void refetch()}>
          {problem.detail}
        </ErrorState>
      </div>
    );
  }
  if (!run)
    return (
      <p role="status" className="p-6 text-sm text-ink-muted">
        Loading the run…
      </p>
    );
  return (
    <>
      <Header run={run} mayRun={mayRun} />
      <div className="mx-auto flex w-full max-w-7xl flex-col gap-4 p-4 sm:p-6">
        {isWorking(run) || standsStill(run) ? (
          <Progress done={run.done} total={run.cases * run.repeats} />
        ) : null}
        {standsStill(run) ? (
          <p className="rounded-md bg-warn-soft p-3 text-sm text-pretty text-warn">
            {run.status === "cancelled"
              ? "Somebody cancelled this run."
              : "The process that worked on this run stopped."}{" "}
            What it made is kept{mayRun ? "; resume the run to make the rest." : "."}
          </p>
        ) : null}
        {run.failure ? <ErrorState title="The run failed">{run.failure}</ErrorState> : null}
        <WithoutModel run={run} />
        {run.scores ? <MeasureTiles scores={run.scores} /> : null}
        <GateList run={run} promotion={promotion.data ?? null} mayOverride={mayOverride} />
        {run.analysis ? <RunAnalysisView analysis={run.analysis} /> : null}
        <ResultList run={run} />
        <Versions run={run} />
      </div>
    </>
  );
}

/** Says when rules answered in the place of models, so that nobody takes their scores for the model's. */
function WithoutModel({ run: { scores } }: { run: EvalRunDetail }) {
  const share = scores?.degradedCards ?? 0;
  if (share === 0) return null;
  return (
    <p className="rounded-md bg-warn-soft p-3 text-sm text-pretty text-warn">
      Models failed for {measureText("degradedCards", share)} of the cards, and rules answered in their place:
      the scores are not the model’s alone. Test the connection under Models, then run it again.
    </p>
  );
}

function Header({ run, mayRun }: { run: EvalRunDetail; mayRun: boolean }) {
  return (
    <header className="flex min-h-13 flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b bg-surface px-4 py-2.5 sm:px-6">
      <div className="flex min-w-0 flex-col gap-0.5">
        <nav aria-label="Breadcrumb" className="flex items-center gap-1 text-xs text-ink-muted">
          <Link href="/evals" className="rounded-xs hover:text-ink">
            Evals
          </Link>
          <ChevronRight aria-hidden className="size-3 text-ink-faint" />
          <span className="truncate font-mono">{run.id}</span>
        </nav>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-lg font-semibold wrap-anywhere">
            {run.set} <span className="font-normal text-ink-muted">{readersOf(run)}</span>
          </h1>
          <SimulatedBadge run={run} />
          <RunState run={run} />
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <CompareWith run={run} />
        {mayRun ? <RunActions run={run} /> : null}
      </div>
    </header>
  );
}

/** In the reader's zone, as every time of the console. */
const momentOf = (at: string) => dateFormat({ dateStyle: "medium", timeStyle: "short" }).format(new Date(at));

function CompareWith({ run }: { run: EvalRunDetail }) {
  const router = useRouter();
  const runs = useInfiniteQuery(runsQuery(run.set));
  const others = (runs.data?.pages.flatMap(({ items }) => items) ?? []).filter(
    ({ id, status }) => id !== run.id && status === "done",
  );
  if (others.length === 0) return null;
  const nameOf = (id: string) => {
    const other = others.find((each) => each.id === id);
    return other ? `${momentOf(other.createdAt)} ${readersOf(other)}` : id;
  };
  const open = (id: string | null) => {
    if (id === null) return;
    const [a, b] = [id, run.id].toSorted();
    router.push(`/evals/compare?a=${a}&b=${b}`);
  };
  return (
    <div className="w-56">
      <Select
        value={null}
        onValueChange={open}
        options={others.map(({ id }) => id)}
        emptyLabel="Compare with…"
        labelOf={nameOf}
      />
    </div>
  );
}

const standsStill = ({ status }: EvalRunDetail) => status === "cancelled" || status === "interrupted";

function useRunActs(id: string) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const acts = {
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["eval-run", id] }),
    onError: (error: Error) => toast("The run was not changed", toProblemError(error).problem.detail),
  };
  const resume = useMutation({
    ...acts,
    mutationFn: () =>
      callApi(pathOf(resumeEvalRunOperation.path, { id }), resumeEvalRunOperation.answer, { body: {} }),
  });
  const cancel = useMutation({
    ...acts,
    mutationFn: () =>
      callApi(pathOf(cancelEvalRunOperation.path, { id }), cancelEvalRunOperation.answer, { body: {} }),
    onSuccess: () =>
      toast("Run cancelled", "What it made is kept.", { label: "Resume", act: () => resume.mutate() }),
  });
  return { resume, cancel };
}

function RunActions({ run }: { run: EvalRunDetail }) {
  const { resume, cancel } = useRunActs(run.id);
  if (isWorking(run)) {
    return (
      <Button disabled={cancel.isPending} onClick={() => cancel.mutate()}>
        <CircleStop aria-hidden />
        Cancel
      </Button>
    );
  }
  if (!standsStill(run) && run.status !== "failed") return null;
  return (
    <Button look="primary" disabled={resume.isPending} onClick={() => resume.mutate()}>
      <RotateCcw aria-hidden />
      Resume
    </Button>
  );
}

function Versions({ run }: { run: EvalRunDetail }) {
  const rows: [string, ReactNode][] = [
    ["Started", <RelativeTime key="time" at={run.createdAt} />],
    ["By", run.startedBy],
    ["Set version", run.setVersion],
    ["Gates", run.gatesVersion],
    ["Scorer", run.scorerVersion],
    ["Prompt", run.promptVersion],
    ["Policy", run.policyVersion],
    ["Card schema", run.schemaVersion],
    ["Product", [run.productVersion, run.productCommit?.slice(0, 12)].filter(Boolean).join(" ")],
    ["Cost", run.costUsd === null ? "unknown" : measureText("costUsd", run.costUsd)],
  ];
  return (
    <Part title="What was measured">
      <dl className="grid gap-x-8 gap-y-1 text-sm sm:grid-cols-2 xl:grid-cols-3">
        {rows.map(([name, value]) =>
          value ? (
            <div key={name} className="grid grid-cols-[6.5rem_1fr] gap-3">
              <dt className="text-ink-muted">{name}</dt>
              <dd className="font-mono text-xs leading-5 break-all">{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </Part>
  );
}
