"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { callApi, toProblemError } from "#components/api-client.ts";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { environmentNames, pathNames, reviewNames } from "#components/triage-card/words.ts";
import { Button } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { listTicketsOperation } from "#lib/contracts/ticket-operations.ts";
import type { TicketListItem } from "#lib/contracts/tickets.ts";

/** Reports shown under the row; the list of the incident has all. */
const shownMax = 10;

interface IncidentReportsProps {
  /** The report that stands for the incident. */
  item: TicketListItem;
  onAll: () => void;
}

/** The newest reports of an incident, under the one that stands for all. */
export function IncidentReports({ item: { incident, occurrences }, onAll }: IncidentReportsProps) {
  const { path, answer } = listTicketsOperation;
  const reports = useQuery({
    // A further report makes it another list.
    queryKey: ["tickets-of-incident", incident, occurrences],
    queryFn: ({ signal }) =>
      callApi(`${path}?${new URLSearchParams({ incident, limit: String(shownMax) })}`, answer, { signal }),
    placeholderData: (earlier) => earlier,
  });
  if (reports.isError) {
    return (
      <p role="alert" className="flex items-center gap-3 px-4 pb-3 text-xs text-danger sm:px-6 lg:pl-17">
        {toProblemError(reports.error).problem.detail}
        <Button size="sm" onClick={() => void reports.refetch()}>
          Try again
        </Button>
      </p>
    );
  }
  return (
    <div className="bg-sunken/50 px-4 pt-1 pb-3 text-xs sm:px-6 lg:pl-17">
      <ul aria-label="Reports of this incident" aria-busy={reports.isFetching}>
        {reports.data?.items.map((report) => (
          <li key={report.id}>
            <Link
              href={`/tickets/${report.id}`}
              data-row
              prefetch={false}
              className="flex items-center gap-3 rounded-sm px-2 py-1 hover:bg-hover"
            >
              <bdi className="min-w-0 flex-1 truncate">{visibleLine(report.title)}</bdi>
              <span className="hidden text-ink-muted sm:block">
                {[
                  report.source,
                  report.environment && environmentNames[report.environment],
                  pathNames[report.path],
                  report.reviewState === "none" ? null : reviewNames[report.reviewState],
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
              <RelativeTime at={report.createdAt} form="short" className="w-9 text-right text-ink-faint" />
            </Link>
          </li>
        )) ?? <li className="px-2 py-1 text-ink-muted">Loading reports…</li>}
      </ul>
      {occurrences > shownMax ? (
        <Button look="ghost" size="sm" onClick={onAll} className="mt-1">
          All reports of this incident
        </Button>
      ) : null}
    </div>
  );
}
