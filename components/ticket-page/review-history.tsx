import { ArrowRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { CategoryLabel, SeverityBadge } from "#components/triage-card/verdict-badges.tsx";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { ReviewAction, ReviewDecision } from "#lib/contracts/reviews.ts";
import type { Triage } from "#lib/contracts/triage.ts";
import { categorySchema, severitySchema } from "#lib/contracts/vocabulary.ts";
import { stepPairs, wordDiff } from "./word-diff.ts";

/** So many of the newest entries are open to the eye; the rest is one click away. */
const shownAtOnce = 8;

const did: Record<Exclude<ReviewAction, "correct">, string> = {
  approve: "approved the card",
  skip: "passed the card on",
  snooze: "put the card away for a while",
  undo: "took the decision back",
  reopen: "opened the card again",
  second_opinion: "asked for a second opinion",
  request: "sent the card to review",
  escalate: "told the managers that the card waits too long",
  acknowledge: "took note that the card waits too long",
};

const fieldNames: Record<string, string> = {
  category: "Category",
  severity: "Severity",
  summary: "Summary",
  steps: "Next steps",
};

type Change = ReviewDecision["changes"][number];

interface ReviewHistoryProps {
  triage: Triage;
  /** Oldest first; null: they could not be read. */
  decisions: readonly ReviewDecision[] | null;
}

/** Who did what with the card, when and why; corrections field by field. Nothing where no human had to do with it. */
export function ReviewHistory({ triage, decisions }: ReviewHistoryProps) {
  if (decisions === null) {
    return <Frame>What people did with this card could not be read. Reload the page to try again.</Frame>;
  }
  if (decisions.length === 0) {
    const { state } = triage.review;
    if (state !== "approved" && state !== "corrected") return null;
    return (
      <Frame>
        Decided with{" "}
        {triage.duplicateOf ? (
          <Link
            href={`/tickets/${triage.duplicateOf}`}
            className="text-accent-ink underline underline-offset-2"
          >
            another ticket of the same incident
          </Link>
        ) : (
          "another ticket of the same incident"
        )}
        .
      </Frame>
    );
  }
  const newestFirst = decisions.toReversed();
  const older = newestFirst.slice(shownAtOnce);
  return (
    <Card aria-label="Review history" className="p-4 sm:p-5">
      <h2 className="mb-2 text-sm font-semibold">Review history</h2>
      <Entries decisions={newestFirst.slice(0, shownAtOnce)} />
      {older.length > 0 ? (
        <details className="mt-3 border-t pt-3">
          <summary className="cursor-pointer rounded-xs text-xs font-medium text-ink-muted hover:text-ink">
            {older.length} earlier {older.length === 1 ? "entry" : "entries"}
          </summary>
          <div className="mt-3">
            <Entries decisions={older} />
          </div>
        </details>
      ) : null}
    </Card>
  );
}

function Frame({ children }: { children: ReactNode }) {
  return (
    <Card aria-label="Review history" className="p-4 sm:p-5">
      <h2 className="mb-1 text-sm font-semibold">Review history</h2>
      <p className="text-sm text-ink-muted">{children}</p>
    </Card>
  );
}

function Entries({ decisions }: { decisions: readonly ReviewDecision[] }) {
  return (
    <ol className="flex flex-col divide-y text-sm">
      {decisions.map((decision) => (
        <Entry key={decision.id} decision={decision} />
      ))}
    </ol>
  );
}

function Entry({ decision }: { decision: ReviewDecision }) {
  const { action, by, at, reason, changes, undone, secondOpinion } = decision;
  const fields = changes.map(({ field }) => (fieldNames[field] ?? field).toLowerCase());
  return (
    <li className="flex flex-col gap-2 py-3 first:pt-0 last:pb-0">
      <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
        <span className="min-w-0 wrap-anywhere">
          <bdi className="font-medium">{visibleLine(by)}</bdi>{" "}
          <span className="text-ink-muted">
            {action === "correct" ? `corrected ${fields.join(", ")}` : did[action]}
          </span>
        </span>
        {secondOpinion ? <Badge tone="accent">Second opinion</Badge> : null}
        {undone ? <Badge>Taken back</Badge> : null}
        <RelativeTime at={at} className="ml-auto text-xs text-ink-muted" />
      </p>
      {reason ? (
        <p className="text-pretty text-ink-muted">
          <span className="text-ink-faint">Reason: </span>
          <bdi className="wrap-anywhere">{visibleLine(reason)}</bdi>
        </p>
      ) : null}
      {changes.length > 0 ? (
        <dl className="flex flex-col gap-2 rounded-md bg-sunken/60 p-3">
          {changes.map((change) => (
            <div key={change.field} className="grid gap-x-3 gap-y-1 sm:grid-cols-[5.5rem_minmax(0,1fr)]">
              <dt className="text-xs leading-5.5 text-ink-muted">
                {fieldNames[change.field] ?? change.field}
              </dt>
              <dd className="min-w-0">
                <ChangedField change={change} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </li>
  );
}

function ChangedField({ change: { field, before, after } }: { change: Change }) {
  if (field === "category" || field === "severity") {
    return (
      <span className="flex flex-wrap items-center gap-2">
        <span className="sr-only">was</span>
        <Verdict value={before} />
        <ArrowRight aria-hidden className="size-3.5 text-ink-faint" />
        <span className="sr-only">is</span>
        <Verdict value={after} />
      </span>
    );
  }
  if (field === "steps") {
    return (
      <ul className="flex flex-col gap-1.5">
        {stepPairs(before, after).map((pair) => (
          <li key={pair.place} className="grid grid-cols-[1.25rem_minmax(0,1fr)]">
            <span className="text-ink-muted tabular-nums">{pair.place === null ? "" : `${pair.place}.`}</span>
            <Words before={pair.before} after={pair.after} />
          </li>
        ))}
      </ul>
    );
  }
  return <Words before={before} after={after} />;
}

/** A category or a severity as cards show it. */
function Verdict({ value }: { value: string }) {
  const severity = severitySchema.safeParse(value);
  if (severity.success) return <SeverityBadge severity={severity.data} />;
  const category = categorySchema.safeParse(value);
  return category.success ? <CategoryLabel category={category.data} /> : <bdi>{visibleLine(value)}</bdi>;
}

/** A text as it is now, with what was taken out and what was put in. */
function Words({ before, after }: { before: string; after: string }) {
  return (
    <p className="text-pretty wrap-anywhere whitespace-pre-line">
      {wordDiff(visibleLine(before), visibleLine(after)).map(({ kind, text }, index) => {
        // biome-ignore-start lint/suspicious/noArrayIndexKey: parts of one text, in its order.
        if (kind === "removed") {
          return (
            <del key={index} className="rounded-xs bg-danger-soft text-danger decoration-danger/50">
              <span className="sr-only">removed: </span>
              {text}
            </del>
          );
        }
        if (kind === "added") {
          return (
            <ins key={index} className="rounded-xs bg-good-soft text-good no-underline [del+&]:ml-1">
              <span className="sr-only">added: </span>
              {text}
            </ins>
          );
        }
        return <span key={index}>{text}</span>;
        // biome-ignore-end lint/suspicious/noArrayIndexKey: as above.
      })}
    </p>
  );
}
