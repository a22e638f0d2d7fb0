"use client";

import { Check, LoaderCircle, TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { durationText } from "#components/amounts.ts";
import { classNames } from "#components/ui/class-names.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { TriageStage } from "#lib/contracts/triage-stages.ts";
import { stageText } from "./stage-words.ts";
import { CategoryLabel, SeverityBadge } from "./verdict-badges.tsx";
import { visibleLine } from "./visible-text.ts";

interface ReadingProgressProps {
  /** When the text was sent, in ms since 1970. */
  since: number;
  /** What has happened so far, where somebody tells. */
  stages?: readonly TriageStage[];
}

const noStages: readonly TriageStage[] = [];

/** Holds the place of a card that is being made, builds it up as more is known, and counts the time. */
export function ReadingProgress({ since, stages = noStages }: ReadingProgressProps) {
  const [nowMs, setNowMs] = useState(since);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 100);
    return () => clearInterval(timer);
  }, []);
  const rules = stages.find((each) => each.stage === "rules");
  return (
    <div className="flex flex-col gap-5 overflow-hidden rounded-lg border bg-surface p-5 shadow-xs">
      <div className="-mx-5 -mt-5 h-0.5 overflow-hidden bg-sunken">
        <div className="h-full w-1/3 animate-slide bg-accent" />
      </div>
      <p className="flex items-baseline justify-between text-sm">
        <span className="font-medium">Reading the text…</span>
        <span aria-hidden className="text-ink-faint tabular-nums">
          {durationText(Math.max(0, nowMs - since))}
        </span>
      </p>
      <div className="flex items-center gap-3">
        {rules ? <SeverityBadge severity={rules.severity} large /> : <Skeleton className="h-8 w-11" />}
        <div className="flex flex-1 flex-col gap-2">
          {rules ? (
            <>
              <CategoryLabel category={rules.category} className="h-4 text-sm font-medium" />
              <span className="text-xs leading-3 text-ink-muted">First reading, by the rules</span>
            </>
          ) : (
            <>
              <Skeleton className="h-4 w-24" />
              <Skeleton className="h-3 w-48 max-w-full" />
            </>
          )}
        </div>
      </div>
      {stages.length > 0 ? <Stages stages={stages} /> : null}
      {["w-full", "w-11/12", "w-3/4"].map((width) => (
        <Skeleton key={width} className={`h-3.5 ${width}`} />
      ))}
    </div>
  );
}

function Stages({ stages }: { stages: readonly TriageStage[] }) {
  return (
    <ol aria-label="What has happened so far" className="flex flex-col gap-1.5 text-sm">
      {stages.map((stage, index) => {
        const isLast = index === stages.length - 1;
        const Icon = isLast ? LoaderCircle : isSetback(stage) ? TriangleAlert : Check;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: stages are only ever added at the end.
          <li key={index} className="flex items-start gap-2">
            <Icon
              aria-hidden
              className={classNames(
                "mt-0.5 size-4 shrink-0",
                isLast ? "text-accent-ink motion-safe:animate-spin" : "text-ink-faint",
              )}
            />
            <span className={classNames("min-w-0 wrap-anywhere", isLast ? "" : "text-ink-muted")}>
              <bdi>{visibleLine(stageText(stage))}</bdi>
            </span>
            <span aria-hidden className="ml-auto shrink-0 text-xs text-ink-faint tabular-nums">
              {durationText(stage.atMs)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

const isSetback = (stage: TriageStage) =>
  stage.stage === "degraded" || (stage.stage === "answered" && stage.outcome !== "succeeded");
