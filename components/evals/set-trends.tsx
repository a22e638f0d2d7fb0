"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { classNames } from "#components/ui/class-names.ts";
import { measures } from "#lib/contracts/eval-measures.ts";
import type { EvalSet, TrendPoint } from "#lib/contracts/eval-set.ts";
import { measureText } from "#lib/contracts/measure-text.ts";
import { setsQuery } from "./eval-queries.ts";
import { Sparkline } from "./sparkline.tsx";

const shown = ["urgentRecall", "severityInBand", "category"] as const satisfies readonly (keyof TrendPoint)[];

/** Each set with how its newest runs went; choosing one narrows the list below. */
export function SetTrends({ chosen }: { chosen: string | null }) {
  const { data } = useQuery(setsQuery());
  if (!data || data.items.length === 0) return null;
  return (
    <ul aria-label="Sets" className="grid gap-3 p-4 sm:grid-cols-2 sm:p-6 xl:grid-cols-3">
      {data.items.map((set) => (
        <SetTrend key={set.name} set={set} isChosen={set.name === chosen} />
      ))}
    </ul>
  );
}

function SetTrend({ set, isChosen }: { set: EvalSet; isChosen: boolean }) {
  const last = set.trend.at(-1);
  return (
    <li
      className={classNames(
        "relative flex flex-col gap-3 rounded-lg border bg-surface p-4 shadow-xs hover:bg-hover has-focus-visible:bg-hover",
        isChosen ? "border-accent-ink" : null,
      )}
    >
      <div className="flex items-baseline justify-between gap-3">
        <Link
          href={isChosen ? "/evals" : `/evals?set=${encodeURIComponent(set.name)}`}
          aria-current={isChosen ? "true" : undefined}
          className="truncate font-semibold outline-hidden after:absolute after:inset-0 after:rounded-lg focus-visible:after:outline-2 focus-visible:after:outline-accent-ink"
        >
          {set.name}
        </Link>
        <span className="shrink-0 text-xs text-ink-muted">{set.cases} cases</span>
      </div>
      {last ? (
        <dl className="grid grid-cols-3 gap-3">
          {shown.map((name) => (
            <div key={name} className="flex min-w-0 flex-col gap-1">
              <dt className="truncate text-xs text-ink-muted">{measures[name].title}</dt>
              <dd className="flex flex-col gap-1">
                <span className="text-sm font-semibold tabular-nums">{measureText(name, last[name])}</span>
                <Sparkline values={set.trend.map((point) => point[name])} className="h-7 w-full" />
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="text-sm text-ink-muted">No finished run yet.</p>
      )}
    </li>
  );
}
