"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { toProblemError } from "#components/api-client.ts";
import { CategoryLabel } from "#components/triage-card/verdict-badges.tsx";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import type { Comparison, MeasureDelta, MovedCase, Movement } from "#lib/contracts/eval-comparison.ts";
import { groupMeasures, measures } from "#lib/contracts/eval-measures.ts";
import { deltaText, measureText } from "#lib/contracts/measure-text.ts";
import { DataTable } from "./data-table.tsx";
import { comparisonQuery } from "./eval-queries.ts";
import { Band, GroupName, Part } from "./run-analysis.tsx";

const verdictLooks: Record<
  Comparison["verdict"],
  { tone: "good" | "danger" | "warn" | "neutral"; text: string }
> = {
  regression: { tone: "danger", text: "Regression" },
  improvement: { tone: "good", text: "Improvement" },
  mixed: { tone: "warn", text: "Better and worse" },
  "no difference": { tone: "neutral", text: "No difference beyond chance" },
};

/** Two runs side by side: what changed beyond chance, and the cases that moved, regressions first. */
export function ComparePage({ a, b }: { a: string; b: string }) {
  const { data, isError, error, refetch } = useQuery(comparisonQuery(a, b));
  return (
    <>
      <header className="flex min-h-13 flex-col justify-center gap-0.5 border-b bg-surface px-4 py-2.5 sm:px-6">
        <nav aria-label="Breadcrumb" className="flex items-center gap-1 text-xs text-ink-muted">
          <Link href="/evals" className="rounded-xs hover:text-ink">
            Evals
          </Link>
          <ChevronRight aria-hidden className="size-3 text-ink-faint" />
          <span>Compare</span>
        </nav>
        <h1 className="text-lg font-semibold">Two runs compared</h1>
      </header>
      <div className="mx-auto flex w-full max-w-7xl flex-col gap-4 p-4 sm:p-6">
        {data ? (
          <ComparisonView comparison={data} />
        ) : isError ? (
          <Failed error={error} retry={() => void refetch()} />
        ) : (
          <p role="status" className="text-sm text-ink-muted">
            Comparing…
          </p>
        )}
      </div>
    </>
  );
}

function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  const { problem, requestId } = toProblemError(error);
  return (
    <ErrorState title="The runs could not be compared" requestId={requestId} retry={retry}>
      {problem.detail}
    </ErrorState>
  );
}

function ComparisonView({ comparison }: { comparison: Comparison }) {
  const { verdict, warnings, deltas, counts, comparedCases } = comparison;
  const look = verdictLooks[verdict];
  const urgent = deltas.find(({ measure }) => measure === "urgentRecall");
  return (
    <>
      {warnings.map((warning) => (
        <p key={warning} className="flex items-start gap-2 rounded-md bg-warn-soft p-3 text-sm text-warn">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {warning}
        </p>
      ))}
      <div className="grid gap-4 md:grid-cols-3">
        <Part title="Verdict">
          <div>
            <Badge tone={look.tone}>{look.text}</Badge>
          </div>
          <p className="text-xs text-ink-muted">
            Judged on P0/P1 recall, severity and category over {comparedCases} cases. A measure counts as
            changed when its 95% interval excludes 0 and chance alone would hardly divide the moved cases so.
          </p>
        </Part>
        <Part title="P0/P1 recall">
          {urgent ? (
            <p className="text-xl font-semibold tabular-nums">
              {measureText("urgentRecall", urgent.baseline)} → {measureText("urgentRecall", urgent.candidate)}
            </p>
          ) : (
            <p className="text-sm text-ink-muted">No case must be P0 or P1.</p>
          )}
          <p className={counts.urgentLost > 0 ? "text-sm font-medium text-danger" : "text-sm text-ink-muted"}>
            {counts.urgentLost === 0
              ? "No such case was lost"
              : `${counts.urgentLost} ${counts.urgentLost === 1 ? "case is" : "cases are"} no longer called P0 or P1`}
          </p>
        </Part>
        <Part title="Cases">
          <dl className="grid grid-cols-2 gap-x-6 gap-y-1 text-sm">
            <Count name="Wins" value={counts.wins} />
            <Count name="Losses" value={counts.losses} />
            <Count name="Ties" value={counts.ties} />
            <Count name="Missing" value={counts.missing} />
            <Count name="Only in the newer" value={counts.added} />
          </dl>
        </Part>
      </div>
      <Part title="Measures">
        <DataTable
          caption="Every measure in both runs"
          headings={[
            "Measure",
            <RunLink key="a" id={comparison.baseline.id} name="Baseline" />,
            <RunLink key="b" id={comparison.candidate.id} name="Candidate" />,
            "Difference",
            "95% interval",
            "Verdict",
          ]}
          rows={deltas.map((delta) => ({ key: delta.measure, cells: deltaCells(delta) }))}
        />
      </Part>
      <GroupDeltas groups={comparison.groups} />
      <MovedCases comparison={comparison} />
    </>
  );
}

/** The candidate by kind of text and by who labelled, with the difference to the baseline below each value. */
function GroupDeltas({ groups }: Pick<Comparison, "groups">) {
  const names = [...groupMeasures.verdict, ...groupMeasures.trust].filter((name) =>
    groups.some(({ deltas }) => deltas.some(({ measure }) => measure === name)),
  );
  if (groups.length === 0) return null;
  return (
    <Part title="By kind of text and who labelled">
      <DataTable
        caption="The candidate by group, and its difference to the baseline"
        headings={["Group", "Cases", ...names.map((name) => measures[name].title)]}
        rows={groups.map(({ by, name, cases, deltas }) => ({
          key: `${by} ${name}`,
          cells: [
            <GroupName key="name" by={by} name={name} />,
            cases,
            ...names.map((measure) => {
              const found = deltas.find((delta) => delta.measure === measure);
              if (!found) return "–";
              return (
                <span key={measure}>
                  {measureText(measure, found.candidate)}{" "}
                  <span className="block text-xs text-ink-muted">{deltaText(measure, found.delta)}</span>
                </span>
              );
            }),
          ],
        }))}
      />
      <p className="px-3 text-xs text-ink-muted">
        Groups are small: a difference here is a place to look at, not a verdict.
      </p>
    </Part>
  );
}

const RunLink = ({ id, name }: { id: string; name: string }) => (
  <Link href={`/evals/${id}`} className="text-accent-ink underline underline-offset-2">
    {name}
  </Link>
);

function Count({ name, value }: { name: string; value: number }) {
  return (
    <div className="flex justify-between gap-3">
      <dt className="text-ink-muted">{name}</dt>
      <dd className="tabular-nums">{value}</dd>
    </div>
  );
}

function deltaCells({ measure, baseline, candidate, delta, interval, verdict }: MeasureDelta) {
  const tones = { better: "text-good", worse: "text-danger", "no difference": "text-ink-muted" };
  return [
    measures[measure].title,
    measureText(measure, baseline),
    measureText(measure, candidate),
    deltaText(measure, delta),
    interval ? `${deltaText(measure, interval.low)} … ${deltaText(measure, interval.high)}` : "–",
    verdict ? (
      <span key="verdict" className={`font-medium ${tones[verdict]}`}>
        {verdict}
      </span>
    ) : (
      ""
    ),
  ];
}

const movementNames: Record<Movement, string> = {
  missing: "Missing",
  regression: "Regression",
  changed: "Changed",
  win: "Win",
};
const movementTones = { missing: "danger", regression: "danger", changed: "neutral", win: "good" } as const;

function MovedCases({ comparison: { moved, movedTotal } }: { comparison: Comparison }) {
  const [onlyUrgent, setOnlyUrgent] = useState(false);
  const shown = onlyUrgent ? moved.filter(({ urgent }) => urgent) : moved;
  return (
    <Card aria-label="Moved cases" className="overflow-hidden">
      <div className="flex flex-wrap items-center justify-between gap-3 border-b px-4 py-2.5">
        <h2 className="text-sm font-semibold">
          Moved cases <span className="font-normal text-ink-muted">{movedTotal}</span>
        </h2>
        <label className="flex items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={onlyUrgent}
            onChange={(event) => setOnlyUrgent(event.target.checked)}
          />
          P0/P1 cases only
        </label>
      </div>
      {shown.length === 0 ? (
        <p className="p-6 text-center text-sm text-ink-muted">Both runs say the same about every case.</p>
      ) : (
        <ul>
          {shown.map((each) => (
            <MovedRow key={each.caseId} moved={each} />
          ))}
        </ul>
      )}
      {moved.length < movedTotal ? (
        <p className="border-t px-4 py-3 text-xs text-ink-muted">
          The first {moved.length} of {movedTotal}.
        </p>
      ) : null}
    </Card>
  );
}

const saidText = (said: MovedCase["said"]["baseline"]) =>
  said.length === 0
    ? "nothing"
    : said.map(({ verdict, times }) => (times > 1 ? `${verdict} ×${times}` : verdict)).join(", ");

function MovedRow({ moved }: { moved: MovedCase }) {
  return (
    <li className="row-lazy flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b px-4 py-2.5 text-sm last:border-b-0 lg:flex-nowrap">
      <span className="flex w-36 shrink-0 gap-1.5">
        <Badge tone={movementTones[moved.movement]}>{movementNames[moved.movement]}</Badge>
        {moved.urgent ? <Badge>P0/P1</Badge> : null}
      </span>
      <span className="flex min-w-0 flex-1 basis-64 flex-col">
        <bdi className="truncate font-medium">{visibleLine(moved.title)}</bdi>
        <span className="truncate font-mono text-xs text-ink-muted">{moved.caseId}</span>
      </span>
      <span className="flex items-center gap-2 text-xs text-ink-muted">
        accepted
        {moved.expected.category ? <CategoryLabel category={moved.expected.category} /> : null}
        <Band min={moved.expected.severityMin} max={moved.expected.severityMax} />
      </span>
      <span className="text-xs tabular-nums lg:w-64">
        {saidText(moved.said.baseline)} → {saidText(moved.said.candidate)}
      </span>
    </li>
  );
}
