import Link from "next/link";
import { Badge } from "#components/ui/badge.tsx";
import type { Card, Triage } from "#lib/contracts/triage.ts";
import { Confidence } from "./verdict-badges.tsx";
import { degradedReasonTexts, pathMeanings, pathNames, reviewNames } from "./words.ts";

/** How the card came about and what to know before trusting it. */
export function OriginBadges({ triage, card }: { triage: Triage; card: Card }) {
  const { origin, review, occurrences, duplicateOf } = triage;
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <Badge>
        <Confidence value={card.confidence} spelledOut />
      </Badge>
      <Badge title={pathMeanings[origin.path]}>{pathNames[origin.path]}</Badge>
      {origin.model ? (
        <Badge title={origin.tier ? `${origin.tier} tier` : undefined}>
          <span className="truncate">{origin.model}</span>
        </Badge>
      ) : null}
      {origin.degraded ? (
        <Badge tone="warn" className="h-auto! whitespace-normal">
          Degraded{origin.degradedReason ? `: ${degradedReasonTexts[origin.degradedReason]}` : null}
        </Badge>
      ) : null}
      {review.state === "none" ? null : (
        <Badge tone={review.state === "pending" ? "accent" : "good"} title={review.reasons.join("; ")}>
          {reviewNames[review.state]}
        </Badge>
      )}
      {occurrences > 1 ? (
        <span className="text-xs text-ink-muted">
          Seen {occurrences} times
          {duplicateOf ? (
            <>
              {" · "}
              <Link href={`/tickets/${duplicateOf}`} className="text-accent-ink underline underline-offset-2">
                first ticket
              </Link>
            </>
          ) : null}
        </span>
      ) : null}
    </div>
  );
}
