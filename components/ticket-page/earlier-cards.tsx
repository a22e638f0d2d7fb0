import { CategoryLabel, SeverityBadge } from "#components/triage-card/verdict-badges.tsx";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { degradedReasonTexts, pathMeanings } from "#components/triage-card/words.ts";
import { Card } from "#components/ui/card.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { CardVersion } from "#lib/contracts/triage.ts";

/** The cards that this ticket had before, newest first. */
export function EarlierCards({ versions }: { versions: readonly CardVersion[] }) {
  if (versions.length === 0) return null;
  return (
    <Card aria-label="Earlier cards" className="p-4 sm:p-5">
      <h2 className="mb-2 text-sm font-semibold">
        {versions.length === 1 ? "Earlier card" : "Earlier cards"}
      </h2>
      <ol className="flex flex-col divide-y text-sm">
        {versions.toReversed().map((version) => (
          <li key={version.version} className="flex flex-col gap-1.5 py-3 first:pt-0 last:pb-0">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <SeverityBadge severity={version.card.severity} />
              <CategoryLabel category={version.card.category} />
              <span className="text-ink-muted">
                replaced <RelativeTime at={version.replacedAt} />
              </span>
            </p>
            <p className="wrap-anywhere">{visibleLine(version.card.summary)}</p>
            <p className="text-ink-muted">
              {pathMeanings[version.origin.path]}
              {version.origin.degradedReason
                ? `; ${degradedReasonTexts[version.origin.degradedReason]}`
                : null}
            </p>
          </li>
        ))}
      </ol>
    </Card>
  );
}
