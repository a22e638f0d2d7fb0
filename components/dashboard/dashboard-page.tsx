"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useDeferredValue, useMemo } from "react";
import { countText } from "#components/amounts.ts";
import { toProblemError } from "#components/api-client.ts";
import { PageHeader } from "#components/console/page-header.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { InTurn } from "#components/ui/in-turn.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { useInBrowser } from "#components/ui/use-in-browser.ts";
import type { Stats } from "#lib/contracts/stats.ts";
import { BreakdownPanel } from "./breakdown-panel.tsx";
import { BudgetPanel } from "./budget-panel.tsx";
import { CalibrationPanel } from "./calibration-panel.tsx";
import { Controls, splitNames } from "./controls.tsx";
import { CostPanels } from "./cost-panels.tsx";
import { statsQuery } from "./dashboard-query.ts";
import { addressOf, type DashboardState, stateOf } from "./dashboard-state.ts";
import { DriftOverTime, DriftPanel } from "./drift-panel.tsx";
import { EnginePanels } from "./engine-panels.tsx";
import { Headline, HeadlineWaiting } from "./headline.tsx";
import { QualityPanels } from "./quality-panels.tsx";

/** Cost, speed and quality over time, for managers. */
export function DashboardPage() {
  const params = useSearchParams();
  const text = params.toString();
  const state = useMemo(() => stateOf(new URLSearchParams(text)), [text]);
  const change = (next: DashboardState) => window.history.pushState(null, "", addressOf(next));
  // The server does not know the viewer's zone, and figures without theirs would be somebody else's days.
  const inBrowser = useInBrowser();
  return (
    <>
      <PageHeader title="Dashboard" />
      <Controls state={state} onChange={change} />
      {inBrowser ? <Figures state={state} /> : <Waiting />}
    </>
  );
}

function Figures({ state }: { state: DashboardState }) {
  const timeZone = state.tz ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const stats = useQuery(statsQuery(state, timeZone));
  const prompts = useQuery(statsQuery(state, timeZone, "prompt"));
  // Two dozen panels are drawn in steps between which the browser answers.
  const figures = useDeferredValue(stats.data);
  const figuresOfPrompts = useDeferredValue(prompts.data);
  if (figures === undefined) {
    if (!stats.error) return <Waiting />;
    const { problem, requestId } = toProblemError(stats.error);
    return (
      <div className="p-4 sm:p-6">
        <ErrorState
          title="The figures could not be read"
          requestId={requestId}
          retry={() => void stats.refetch()}
        >
          {problem.detail}
        </ErrorState>
      </div>
    );
  }
  const filters = { stats: figures, filters: state.filters };
  const split = { ...filters, splitName: splitNames[state.by] };
  const parts = [
    { name: "cost", part: <CostPanels {...split} /> },
    {
      name: "money",
      part: (
        <>
          <BreakdownPanel {...split} />
          <BudgetPanel />
        </>
      ),
    },
    { name: "engine", part: <EnginePanels {...filters} /> },
    { name: "quality", part: <QualityPanels {...filters} /> },
    {
      name: "judgement",
      part: (
        <>
          <CalibrationPanel {...filters} />
          {figuresOfPrompts ? (
            <>
              <DriftPanel stats={figuresOfPrompts} filters={state.filters} />
              <DriftOverTime
                stats={figuresOfPrompts}
                filters={state.filters}
                state={state}
                timeZone={timeZone}
              />
            </>
          ) : (
            <Skeleton className="h-80 rounded-lg" />
          )}
        </>
      ),
    },
  ];
  return (
    <div
      aria-busy={stats.isPlaceholderData || figures !== stats.data}
      className="flex flex-col gap-4 p-4 sm:p-6"
    >
      <Headline {...filters} />
      <RecountingLine stats={figures} />
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2 2xl:grid-cols-3">
        <InTurn parts={parts} />
      </div>
      <SimulatedLine stats={figures} />
      <QueueLine stats={figures} />
    </div>
  );
}

function RecountingLine({ stats: { recounting } }: { stats: Stats }) {
  if (recounting === 0) return null;
  return (
    <p role="status" className="rounded-md bg-sunken px-3 py-1.5 text-xs text-ink-muted">
      {countText(recounting)} past hours are being counted anew, as after an upgrade; until then they show
      what was counted before. The newest figures are exact.
    </p>
  );
}

function SimulatedLine({ stats }: { stats: Stats }) {
  const { simulated } = stats.totals.calls;
  if (simulated === 0) return null;
  return (
    <p className="rounded-md bg-simulated-soft px-3 py-1.5 text-xs text-simulated">
      {countText(simulated)} of these calls went to a simulated model.
    </p>
  );
}

function QueueLine({ stats: { queue } }: { stats: Stats }) {
  return (
    <p className="text-xs text-ink-muted">
      Review queue now: {queue.open} waiting, {queue.breached} past a clock
      {queue.oldestQueuedAt === null ? "" : ", the oldest from "}
      {queue.oldestQueuedAt === null ? null : <RelativeTime at={queue.oldestQueuedAt} />}.{" "}
      <Link href="/review/figures" className="underline underline-offset-2 hover:text-ink">
        Both clocks by severity
      </Link>
    </p>
  );
}

const places = Array.from({ length: 6 }, (_, index) => index);

function Waiting() {
  return (
    <div className="flex flex-col gap-4 p-4 sm:p-6">
      <p role="status" className="sr-only">
        Loading the figures
      </p>
      <HeadlineWaiting />
      <div className="grid grid-cols-1 gap-4 md:grid-cols-2 2xl:grid-cols-3">
        {places.map((place) => (
          <Skeleton key={place} className="h-80 rounded-lg" />
        ))}
      </div>
    </div>
  );
}
