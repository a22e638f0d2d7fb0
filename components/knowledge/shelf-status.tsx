import Link from "next/link";
import { CategoryLabel, SeverityBadge } from "#components/triage-card/verdict-badges.tsx";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { Card } from "#components/ui/card.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { KnowledgeStatus } from "#lib/contracts/runbooks.ts";
import { CheckoutNote } from "./checkout-note.tsx";
import { ImportChanges } from "./import-changes.tsx";

/** What the last import of each source did. */
export function SourceList({ sources }: { sources: KnowledgeStatus["sources"] }) {
  return (
    <Card aria-label="Sources" className="flex flex-col gap-2 p-4 sm:p-5">
      <h2 className="text-sm font-semibold">Sources</h2>
      {sources.length === 0 ? <p className="text-sm text-ink-muted">Nothing was imported yet.</p> : null}
      <ul className="flex flex-col divide-y divide-line text-sm">
        {sources.map((source) => (
          <li key={source.source} className="flex flex-col gap-0.5 py-2">
            <span className="flex justify-between gap-3">
              <span className="truncate font-medium">{visibleLine(source.source)}</span>
              <RelativeTime at={source.importedAt} className="shrink-0 text-xs text-ink-muted" />
            </span>
            <span className="text-xs text-ink-muted tabular-nums">
              {source.added} added, {source.changed} changed, {source.removed} removed, {source.unchanged}{" "}
              unchanged
            </span>
            <span className="text-xs text-ink-muted">
              <CheckoutNote commit={source.commit} branch={source.branch} />
            </span>
            {Object.values(source.changes).some((ids) => ids.length > 0) ? (
              <details className="text-xs">
                <summary className="w-fit cursor-default py-1 text-ink-muted hover:text-ink">
                  What changed
                </summary>
                <div className="pt-1.5 pl-3">
                  <ImportChanges changes={source.changes} />
                </div>
              </details>
            ) : null}
            {source.refused.map(({ file, reason }) => (
              <span key={file} className="text-xs wrap-anywhere text-danger">
                {visibleLine(file)} {reason}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** What keeps coming in and nobody wrote down how to handle. */
export function GapList({ gaps }: { gaps: KnowledgeStatus["withoutRunbook"] }) {
  return (
    <Card aria-label="Incidents without a runbook" className="flex flex-col gap-2 p-4 sm:p-5">
      <h2 className="text-sm font-semibold">Incidents without a runbook</h2>
      <p className="text-xs text-ink-muted">The most frequent ones of the last 30 days.</p>
      {gaps.length === 0 ? (
        <p className="text-sm text-ink-muted">None: every incident found a runbook.</p>
      ) : (
        <ul className="flex flex-col divide-y divide-line text-sm">
          {gaps.map((gap) => (
            <li key={gap.fingerprint} className="flex flex-col gap-1 py-2">
              <Link
                href={`/tickets/${gap.ticketId}`}
                prefetch={false}
                className="line-clamp-2 font-medium hover:underline"
              >
                <bdi>{visibleLine(gap.title)}</bdi>
              </Link>
              <span className="flex items-center gap-2 text-xs text-ink-muted">
                {gap.severity ? <SeverityBadge severity={gap.severity} /> : null}
                {gap.category ? <CategoryLabel category={gap.category} /> : null}
                <span className="ml-auto tabular-nums">
                  {gap.tickets} {gap.tickets === 1 ? "ticket" : "tickets"}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
