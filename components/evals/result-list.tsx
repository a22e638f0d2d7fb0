"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Check, ChevronRight, Minus, X } from "lucide-react";
import { useState } from "react";
import { scoreText, shareText } from "#components/amounts.ts";
import { toProblemError } from "#components/api-client.ts";
import { LoadMore } from "#components/ticket-feed/load-more.tsx";
import { TicketText } from "#components/triage-card/ticket-text.tsx";
import { CategoryLabel, Confidence, SeverityBadge } from "#components/triage-card/verdict-badges.tsx";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { categoryNames } from "#components/triage-card/words.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { EvalResult, EvalRunDetail } from "#lib/contracts/eval-run.ts";
import { type ResultFilters, resultQuery, resultsQuery } from "./eval-queries.ts";
import { Band } from "./run-analysis.tsx";

const outcomes = [
  { value: null, name: "All" },
  { value: "failed", name: "Failed" },
  { value: "passed", name: "Passed" },
] as const;

/** The cases of a run with the card beside the label, failed ones a click away. */
export function ResultList({ run }: { run: EvalRunDetail }) {
  const [outcome, setOutcome] = useState<ResultFilters["outcome"]>(null);
  const results = useInfiniteQuery(resultsQuery(run.id, { outcome, category: null, kind: null }, run.done));
  const rows = results.data?.pages.flatMap(({ items }) => items) ?? [];
  const failed = results.isError ? toProblemError(results.error) : null;
  return (
    <Card aria-label="Cases" className="overflow-hidden">
      <div className="flex flex-wrap items-center justify-between gap-2 border-b px-4 py-2.5">
        <h2 className="text-sm font-semibold">Cases</h2>
        <fieldset className="flex gap-1">
          <legend className="sr-only">Show</legend>
          {outcomes.map(({ value, name }) => (
            <Button
              key={name}
              size="sm"
              look={outcome === value ? "secondary" : "ghost"}
              aria-pressed={outcome === value}
              onClick={() => setOutcome(value)}
            >
              {name}
            </Button>
          ))}
        </fieldset>
      </div>
      {failed && rows.length === 0 ? (
        <div className="p-4">
          <ErrorState
            title="The cases could not be read"
            requestId={failed.requestId}
            retry={() => void results.refetch()}
          >
            {failed.problem.detail}
          </ErrorState>
        </div>
      ) : results.isPending ? (
        <div role="status" className="flex flex-col gap-3 p-4">
          <span className="sr-only">Loading cases…</span>
          <Skeleton className="h-4 w-80" />
          <Skeleton className="h-4 w-64" />
        </div>
      ) : rows.length === 0 ? (
        <p className="p-6 text-center text-sm text-ink-muted">
          {outcome === null ? "No card has been made yet." : "No case is here."}
        </p>
      ) : (
        <>
          <ul>
            {rows.map((result) => (
              <ResultRow key={result.caseId} runId={run.id} result={result} />
            ))}
          </ul>
          <LoadMore
            hasMore={results.hasNextPage}
            loading={results.isFetchingNextPage}
            failed={results.isFetchNextPageError}
            onLoad={() => void results.fetchNextPage()}
          />
        </>
      )}
    </Card>
  );
}

function PassMark({ rate }: { rate: number | null }) {
  if (rate === null) return <Minus aria-label="no label" className="size-4 text-ink-faint" />;
  if (rate === 1) return <Check aria-label="passed" className="size-4 text-good" />;
  if (rate === 0) return <X aria-label="failed" className="size-4 text-danger" />;
  return <span className="text-xs font-semibold text-warn">{shareText(rate)}</span>;
}

function ResultRow({ runId, result }: { runId: string; result: EvalResult }) {
  const [open, setOpen] = useState(false);
  const [first] = result.said;
  return (
    <li className="border-b last:border-b-0">
      <button
        type="button"
        data-row
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="grid w-full cursor-default grid-cols-[1rem_1.75rem_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5 px-4 py-2 text-left text-sm -outline-offset-2 hover:bg-hover lg:grid-cols-[1rem_1.75rem_minmax(0,1fr)_13rem_13rem]"
      >
        <ChevronRight
          aria-hidden
          className={open ? "size-4 rotate-90 text-ink-faint" : "size-4 text-ink-faint"}
        />
        <PassMark rate={result.passRate} />
        <span className="flex min-w-0 flex-col">
          <bdi className="truncate font-medium">{visibleLine(result.title)}</bdi>
          <span className="truncate font-mono text-xs text-ink-muted">{result.caseId}</span>
        </span>
        <span className="col-start-3 flex items-center gap-2 text-xs text-ink-muted lg:col-start-auto">
          <span className="w-12 lg:hidden">Label</span>
          {result.label.category ? <CategoryLabel category={result.label.category} /> : "no label"}
          <Band min={result.label.severityMin} max={result.label.severityMax} />
        </span>
        <span className="col-start-3 flex items-center gap-2 text-xs text-ink-muted lg:col-start-auto">
          <span className="w-12 lg:hidden">Said</span>
          {first ? (
            <>
              <CategoryLabel category={first.category} />
              <SeverityBadge severity={first.severity} />
              <Confidence value={first.confidence} />
              {first.degraded ? <Badge tone="warn">Rules</Badge> : null}
            </>
          ) : null}
        </span>
      </button>
      {open ? <ResultDetail runId={runId} result={result} /> : null}
    </li>
  );
}

function ResultDetail({ runId, result }: { runId: string; result: EvalResult }) {
  const { data, isError, error, refetch } = useQuery(resultQuery(runId, result.caseId));
  if (isError) {
    const { problem, requestId } = toProblemError(error);
    return (
      <div className="p-4">
        <ErrorState title="The case could not be read" requestId={requestId} retry={() => void refetch()}>
          {problem.detail}
        </ErrorState>
      </div>
    );
  }
  return (
    <div className="grid gap-4 border-t bg-sunken/50 p-4 lg:grid-cols-2">
      <TicketText
        text={data ? (data.text ?? "The text is not kept.") : "Loading…"}
        quotes={[]}
        active={null}
        onActivate={() => {}}
        className="max-h-80 rounded-md border bg-surface p-3"
      />
      <div className="flex min-w-0 flex-col gap-3 text-sm">
        <dl className="grid grid-cols-[5rem_1fr] gap-x-3 gap-y-1">
          <dt className="text-ink-muted">Accepted</dt>
          <dd>{acceptedText(result)}</dd>
          <dt className="text-ink-muted">Said</dt>
          <dd className="flex flex-col">
            {result.said.map(({ repeat, category, severity, confidence }) => (
              <span key={repeat}>
                {categoryNames[category]} {severity}, confidence {scoreText(confidence)}
              </span>
            ))}
          </dd>
          {result.tags.length > 0 ? (
            <>
              <dt className="text-ink-muted">Tags</dt>
              <dd className="flex flex-wrap gap-1">
                {result.tags.map((tag) => (
                  <Badge key={tag}>{tag}</Badge>
                ))}
              </dd>
            </>
          ) : null}
        </dl>
        {data?.card ? (
          <>
            <p className="wrap-anywhere">{visibleLine(data.card.summary)}</p>
            <ol className="flex list-decimal flex-col gap-1 pl-5">
              {data.card.steps.map((step) => (
                <li key={step} className="wrap-anywhere">
                  {visibleLine(step)}
                </li>
              ))}
            </ol>
            <ul className="flex list-disc flex-col gap-0.5 pl-5 text-xs text-ink-muted">
              {data.card.reasons.map((reason) => (
                <li key={reason} className="wrap-anywhere">
                  {visibleLine(reason)}
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </div>
  );
}

function acceptedText({ label }: EvalResult): string {
  const { category, categoryAlt, severityMin, severityMax } = label;
  const names = [category, ...categoryAlt].flatMap((each) => (each ? [categoryNames[each]] : []));
  const levels = [...new Set([severityMin, severityMax])].filter((level) => level !== null);
  return [names.join(" or "), levels.join(" or ")].filter(Boolean).join(", ") || "anything: no label";
}
