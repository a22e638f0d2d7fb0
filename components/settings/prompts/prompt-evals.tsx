"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import Link from "next/link";
import { isWorking, runsQuery } from "#components/evals/eval-queries.ts";
import { Progress } from "#components/evals/progress.tsx";
import { RunState, SimulatedBadge } from "#components/evals/run-badges.tsx";
import { StartRun } from "#components/evals/start-run-dialog.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { measures } from "#lib/contracts/eval-measures.ts";
import type { EvalRun } from "#lib/contracts/eval-run.ts";
import { measureText } from "#lib/contracts/measure-text.ts";
import { PagedList } from "../paged-list.tsx";

const shown = ["urgentRecall", "severityInBand", "category", "costUsd"] as const;

/** The eval runs of a version, and what their gates say. */
export function PromptEvals({ version }: { version: string }) {
  const runs = useInfiniteQuery(runsQuery(null, version));
  return (
    <Card aria-labelledby="prompt-evals" className="min-w-0 overflow-hidden">
      <header className="flex flex-wrap items-center justify-between gap-3 border-b px-4 py-2.5">
        <h2 id="prompt-evals" className="text-sm font-semibold">
          Evals
        </h2>
        <StartRun promptVersion={version} />
      </header>
      <PagedList
        things="runs"
        query={runs}
        empty={
          <EmptyState icon={<FlaskConical />} title="Not measured yet">
            A run judges labelled cases with this version. Green gates let it be promoted.
          </EmptyState>
        }
      >
        {(items) => (
          <ul>
            {items.map((run) => (
              <RunRow key={run.id} run={run} />
            ))}
          </ul>
        )}
      </PagedList>
    </Card>
  );
}

function RunRow({ run }: { run: EvalRun }) {
  return (
    <li className="flex flex-col gap-2 border-b px-4 py-3 text-sm last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Link href={`/evals/${run.id}`} className="font-medium hover:underline">
          {run.set}
        </Link>
        <RunState run={run} />
        <SimulatedBadge run={run} />
        <RelativeTime at={run.createdAt} className="ml-auto text-xs text-ink-muted" />
      </div>
      {isWorking(run) ? (
        <Progress done={run.done} total={run.cases * run.repeats} />
      ) : (
        <dl className="flex flex-wrap gap-x-5 gap-y-1 text-xs">
          {shown.map((name) => (
            <div key={name} className="flex gap-1.5">
              <dt className="text-ink-muted">{measures[name].title}</dt>
              <dd className="tabular-nums">{measureText(name, run.scores?.[name] ?? null)}</dd>
            </div>
          ))}
        </dl>
      )}
    </li>
  );
}
