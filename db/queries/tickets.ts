import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import type { TicketListItem, TicketListQuery, TicketPage } from "../../lib/contracts/tickets.ts";
import type { Queryable } from "../client.ts";
import { incidents } from "../schema/incidents.ts";
import { tickets } from "../schema/tickets.ts";
import { idOfCursor, pageFrom } from "./cursor.ts";
import { run } from "./run.ts";
import { findByEvents } from "./ticket-events.ts";
import { asksForEvents, filtersOf, isNarrowed, withTime } from "./ticket-filters.ts";
import { findStepByStep, type TicketSearch } from "./ticket-steps.ts";

const listColumns = {
  id: tickets.id,
  triageId: tickets.triageId,
  title: tickets.title,
  summary: tickets.summary,
  status: tickets.status,
  category: tickets.category,
  severity: tickets.severity,
  confidence: tickets.confidence,
  path: tickets.path,
  degraded: tickets.degraded,
  degradedReason: tickets.degradedReason,
  reviewState: tickets.reviewState,
  source: tickets.source,
  service: tickets.service,
  environment: tickets.environment,
  externalId: tickets.externalId,
  incident: tickets.incidentKey,
  occurrences: sql<number>`coalesce(${incidents.occurrences}, 1)`.mapWith(Number),
  createdAt: tickets.createdAt,
};

const selectTickets = (db: Queryable) =>
  db.select(listColumns).from(tickets).leftJoin(incidents, eq(incidents.incidentKey, tickets.incidentKey));

type TicketRow = Awaited<ReturnType<typeof selectTickets>>[number];

const itemOf = (row: TicketRow): TicketListItem => ({ ...row, createdAt: row.createdAt.toISOString() });

/** A page of tickets, newest first. `from` is included, `to` is not. Throws `invalid_fields` for a foreign cursor. */
export async function listTickets(db: Queryable, asked: TicketListQuery): Promise<TicketPage> {
  const query = withTime(asked);
  const cursor = query.cursor === undefined ? undefined : idOfCursor(query.cursor, "tkt");
  const once = query.repeats === "once" && query.incident === undefined && query.request === undefined;
  const timed = query.from !== undefined || query.to !== undefined;
  // One more than asked for tells whether there is a next page.
  const limit = query.limit + 1;
  const find = asksForEvents(query)
    ? findByEvents
    : isNarrowed(query) || (once && timed)
      ? findStepByStep
      : readInOrder;
  const ids = await find(db, { query, cursor, once, limit });
  const items = await findTicketListItems(db, ids);
  return pageFrom(
    ids.flatMap((id) => items.get(id) ?? []),
    query.limit,
  );
}

/** Ids of a list whose order an index has. */
async function readInOrder(db: Queryable, { query, cursor, once, limit }: TicketSearch): Promise<string[]> {
  const rows = await run(
    once
      ? db
          .select({ id: incidents.lastTicketId })
          .from(incidents)
          .innerJoin(tickets, eq(tickets.id, incidents.lastTicketId))
          .where(cursor === undefined ? undefined : lt(incidents.lastTicketId, cursor))
          // By the incident's column, so that its index is read in order.
          .orderBy(desc(incidents.lastTicketId))
          .limit(limit)
      : db
          .select({ id: tickets.id })
          .from(tickets)
          .where(and(cursor === undefined ? undefined : lt(tickets.id, cursor), ...filtersOf(query)))
          .orderBy(desc(tickets.id))
          .limit(limit),
  );
  return rows.map(({ id }) => id);
}

/** Tickets as the list shows them, by id; those that do not exist are left out. */
export async function findTicketListItems(
  db: Queryable,
  ticketIds: readonly string[],
): Promise<Map<string, TicketListItem>> {
  if (ticketIds.length === 0) return new Map();
  const rows = await run(selectTickets(db).where(inArray(tickets.id, [...new Set(ticketIds)])));
  return new Map(rows.map((row) => [row.id, itemOf(row)]));
}
