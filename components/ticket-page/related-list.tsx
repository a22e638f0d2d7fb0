import Link from "next/link";
import { CategoryLabel, SeverityBadge } from "#components/triage-card/verdict-badges.tsx";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { pathNames, reviewNames } from "#components/triage-card/words.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { RelatedTicket } from "#lib/contracts/runbooks.ts";

const relationNames: Record<RelatedTicket["relation"], string | null> = {
  same_incident: "Same incident",
  probable_duplicate: "Probably the same incident",
  related: null,
};

/** Other tickets about the same or similar trouble, with how they ended. */
export function RelatedList({ related }: { related: readonly RelatedTicket[] }) {
  return (
    <Card aria-label="Related tickets" className="p-4 sm:p-5">
      <h2 className="mb-1 text-sm font-semibold">Related tickets</h2>
      {related.length === 0 ? (
        <p className="text-sm text-ink-muted">Nothing similar in the last 30 days.</p>
      ) : (
        <ul className="flex flex-col divide-y divide-line">
          {related.map((ticket) => (
            <RelatedRow key={ticket.ticketId} ticket={ticket} />
          ))}
        </ul>
      )}
    </Card>
  );
}

export function RelatedSkeleton() {
  return (
    <Card aria-label="Related tickets" className="flex flex-col gap-2 p-4 sm:p-5">
      <span className="sr-only">Looking for related tickets</span>
      <Skeleton className="h-4 w-32" />
      <Skeleton className="h-4 w-full" />
    </Card>
  );
}

export function RelatedFailure() {
  return (
    <Card aria-label="Related tickets" className="p-4 sm:p-5">
      <h2 className="mb-1 text-sm font-semibold">Related tickets</h2>
      <p className="text-sm text-ink-muted">They could not be looked up. Reload the page to try again.</p>
    </Card>
  );
}

function RelatedRow({ ticket }: { ticket: RelatedTicket }) {
  const relation = relationNames[ticket.relation];
  return (
    <li className="flex flex-col gap-1 py-2.5 text-sm">
      <Link
        href={`/tickets/${ticket.ticketId}`}
        prefetch={false}
        className="line-clamp-2 font-medium wrap-anywhere hover:underline"
      >
        <bdi>{visibleLine(ticket.title)}</bdi>
      </Link>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-muted">
        {ticket.severity ? <SeverityBadge severity={ticket.severity} /> : null}
        {ticket.category ? <CategoryLabel category={ticket.category} /> : null}
        {relation ? <Badge tone="accent">{relation}</Badge> : null}
        <span>
          {ticket.reviewState === "none" ? pathNames[ticket.path] : reviewNames[ticket.reviewState]}
        </span>
        <RelativeTime at={ticket.createdAt} className="ml-auto" />
      </span>
      {ticket.relation === "related" ? (
        <span className="truncate text-xs text-ink-faint">
          Both say {ticket.shared.slice(0, 4).map(visibleLine).join(", ")}
        </span>
      ) : null}
    </li>
  );
}
