"use client";

import type { ProblemError } from "#components/api-client.ts";
import { SignInAgain } from "#components/sign-in-again.tsx";
import { ReadingProgress } from "#components/triage-card/reading-progress.tsx";
import { CategoryLabel, SeverityBadge } from "#components/triage-card/verdict-badges.tsx";
import { categoryMeanings, severityMeanings } from "#components/triage-card/words.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import type { TriageStage } from "#lib/contracts/triage-stages.ts";
import { categories, severities } from "#lib/contracts/vocabulary.ts";

interface ResultPlaceProps {
  /** When the running triage was sent, in ms since 1970; null when none runs. */
  pendingSince: number | null;
  /** What the running triage has come to so far. */
  stages: readonly TriageStage[];
  error: ProblemError | null;
  retry: () => void;
}

/** Where the card will appear: what it will say, that it is being made, or why it could not be. */
export function ResultPlace({ pendingSince, stages, error, retry }: ResultPlaceProps) {
  return (
    <div aria-live="polite" className="min-w-0">
      {pendingSince !== null ? (
        <ReadingProgress since={pendingSince} stages={stages} />
      ) : error ? (
        <Failure error={error} retry={retry} />
      ) : (
        <Legend />
      )}
    </div>
  );
}

function Failure({ error, retry }: { error: ProblemError; retry: () => void }) {
  const { problem, requestId, retryAfterSeconds } = error;
  if (problem.code === "unauthorized") {
    return (
      <ErrorState title="You are signed out">
        Your text is kept in this browser. <SignInAgain />, then send it again.
      </ErrorState>
    );
  }
  const isTheText = problem.code === "invalid_fields";
  return (
    <ErrorState
      title={isTheText ? "The gateway did not take this text" : "No card this time"}
      requestId={requestId}
      retry={isTheText ? undefined : retry}
    >
      {problem.detail} Your text is still here.
      {retryAfterSeconds === null ? null : ` The gateway asks to wait ${retryAfterSeconds} s.`}
    </ErrorState>
  );
}

function Legend() {
  return (
    <div className="flex flex-col gap-6 rounded-lg border border-dashed border-line-strong p-5 text-sm sm:p-6">
      <div className="flex flex-col gap-1">
        <h2 className="text-base font-semibold">The card appears here</h2>
        <p className="text-pretty text-ink-muted">
          Category, severity, a short summary and three next steps, with the words of your text that led to
          them.
        </p>
      </div>
      <dl className="flex flex-col gap-2.5">
        {severities.map((severity) => (
          <div key={severity} className="grid grid-cols-[5.5rem_1fr] items-center gap-3">
            <dt>
              <SeverityBadge severity={severity} />
            </dt>
            <dd className="text-ink-muted">{severityMeanings[severity]}</dd>
          </div>
        ))}
      </dl>
      <dl className="flex flex-col gap-2.5">
        {categories.map((category) => (
          <div key={category} className="grid grid-cols-[5.5rem_1fr] items-baseline gap-3">
            <dt>
              <CategoryLabel category={category} className="font-medium" />
            </dt>
            <dd className="text-ink-muted">{categoryMeanings[category]}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
