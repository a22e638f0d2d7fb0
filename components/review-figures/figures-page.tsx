import Link from "next/link";
import type { ReactNode } from "react";
import { countText, durationText, shareOf, shareText } from "#components/amounts.ts";
import { PageHeader } from "#components/console/page-header.tsx";
import { DataTable } from "#components/evals/data-table.tsx";
import { SeverityBadge } from "#components/triage-card/verdict-badges.tsx";
import { Card } from "#components/ui/card.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { ExactTime } from "#components/ui/exact-time.tsx";
import type { ReviewClocksState, ReviewFigures } from "#lib/contracts/reviews.ts";
import { severities } from "#lib/contracts/vocabulary.ts";
import { ClockLimitsForm } from "./clock-limits-form.tsx";

export const figureDays = [7, 30, 90] as const;

interface FiguresPageProps {
  days: (typeof figureDays)[number];
  figures: ReviewFigures;
  clocks: ReviewClocksState;
  /** Whether this person may set the limits. */
  mayChange: boolean;
}

/** How the queue is kept: both clocks by severity with their limits, overrides, and how second opinions agree. */
export function FiguresPage({ days, figures, clocks, mayChange }: FiguresPageProps) {
  return (
    <>
      <PageHeader title="Review figures">
        <nav aria-label="Window" className="flex items-center gap-1">
          {figureDays.map((each) => (
            <Link
              key={each}
              href={`/review/figures?days=${each}`}
              aria-current={each === days ? "page" : undefined}
              className={classNames(
                "flex h-7 items-center rounded-md px-2 text-xs font-medium",
                each === days ? "bg-hover text-ink" : "text-ink-muted hover:bg-hover hover:text-ink",
              )}
            >
              {each} days
            </Link>
          ))}
        </nav>
      </PageHeader>
      <div className="mx-auto flex w-full max-w-5xl flex-col gap-4 p-4 sm:p-6">
        <p className="text-xs text-ink-muted">
          {countText(figures.decided)} decisions from <ExactTime at={figures.from} /> to{" "}
          <ExactTime at={figures.to} />; at most the newest 10,000.{" "}
          <Link href="/review" className="underline underline-offset-2 hover:text-ink">
            To the queue
          </Link>
        </p>
        <ClockTable figures={figures} />
        <div className="grid items-start gap-4 md:grid-cols-2">
          <Agreement figures={figures} />
          <Overrides figures={figures} />
        </div>
        <ClockLimitsForm key={clocks.policyVersion} state={clocks} mayChange={mayChange} />
      </div>
    </>
  );
}

function Part({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  const id = title.toLowerCase().replaceAll(" ", "-");
  return (
    <Card aria-labelledby={id} className="flex min-w-0 flex-col">
      <div className="flex flex-col gap-0.5 px-4 pt-4 pb-2">
        <h2 id={id} className="text-sm font-semibold">
          {title}
        </h2>
        <p className="text-xs text-pretty text-ink-muted">{about}</p>
      </div>
      {children}
    </Card>
  );
}

const spanOf = (seconds: number | null) => (seconds === null ? "–" : durationText(seconds * 1000));

const shareWords = (count: number, of: number) => {
  const share = shareOf(count, of);
  return share === null ? "–" : `${shareText(share)} (${countText(count)} of ${countText(of)})`;
};

function ClockTable({ figures }: { figures: ReviewFigures }) {
  return (
    <Part
      title="Two clocks by severity"
      about="From the moment a card is queued: until somebody takes it, and until it is decided. Median, and the share that came too late."
    >
      <DataTable
        caption="Both clocks by severity"
        headings={[
          "Severity",
          "Decided",
          "Taken, median",
          "Taken too late",
          "Decided, median",
          "Decided too late",
          "Waiting now",
          "Past a clock",
        ]}
        rows={severities.map((severity) => {
          const own = figures.bySeverity[severity];
          return {
            key: severity,
            cells: [
              <SeverityBadge key="severity" severity={severity} />,
              countText(own.decided),
              spanOf(own.medianSecondsToClaim),
              shareWords(own.claimBreaches, own.decided),
              spanOf(own.medianSecondsToDecide),
              shareWords(own.decideBreaches, own.decided),
              <QueueLink key="open" severity={severity} view="open" count={own.queue.open} />,
              <QueueLink key="breached" severity={severity} view="escalated" count={own.queue.breached} />,
            ],
          };
        })}
      />
    </Part>
  );
}

function QueueLink({ severity, view, count }: { severity: string; view: string; count: number }) {
  if (count === 0) return "0";
  return (
    <Link
      href={`/review?${new URLSearchParams({ view, severity })}`}
      className="underline decoration-line-strong underline-offset-2 hover:decoration-ink"
    >
      {countText(count)}
    </Link>
  );
}

function Agreement({ figures: { secondOpinions } }: { figures: ReviewFigures }) {
  const share = shareOf(secondOpinions.count, secondOpinions.of);
  return (
    <Part
      title="Agreement"
      about="Second opinions that came to the same category and severity as the decision before."
    >
      <p className="px-4 pb-4 text-sm">
        {share === null ? (
          <span className="text-ink-muted">No second opinion yet in this window.</span>
        ) : (
          <>
            <span className="text-xl font-semibold tabular-nums">{shareText(share)}</span>{" "}
            <span className="text-ink-muted">
              {countText(secondOpinions.count)} of {countText(secondOpinions.of)}
            </span>
          </>
        )}
      </p>
    </Part>
  );
}

const overrideNames = {
  category: "Category",
  severity: "Severity",
  summary: "Summary",
  steps: "Steps",
} as const;
const overrideFields = ["category", "severity", "summary", "steps"] as const;

function Overrides({ figures: { overrides } }: { figures: ReviewFigures }) {
  return (
    <Part title="Overrides" about="First decisions that changed a field of the card.">
      <DataTable
        caption="Overrides by field"
        headings={["Field", "Changed"]}
        rows={overrideFields.map((field) => ({
          key: field,
          cells: [overrideNames[field], shareWords(overrides[field].count, overrides[field].of)],
        }))}
      />
    </Part>
  );
}
