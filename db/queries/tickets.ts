import { and, desc, eq, gt, gte, inArray, lt, notExists, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { TicketListItem, TicketListQuery, TicketPage } from "../../lib/contracts/tickets.ts";
import type { Queryable } from "../client.ts";
import { incidents } from "../schema/incidents.ts";
import { confidenceBandOf, tickets } from "../schema/tickets.ts";
import { idOfCursor, pageFrom } from "./cursor.ts";
import { run } from "./run.ts";

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

/**
 * All words of a search, as people type it: quotes, `or` and `-` work, and the last word may be unfinished. The
 * parsed query's text ends in a quote exactly when its last part is a word, which then becomes a prefix.
 */
function matches(words: string, search: SQLWrapper): SQL {
  const parsed = sql`websearch_to_tsquery('simple', ${words})::text`;
  return sql`${search} @@ (${parsed} || case when ${parsed} like '%''' then ':*' else '' end)::tsquery`;
}

/** What narrows the list: everything a query says but where its page begins. */
function filtersOf(query: TicketListQuery, of: typeof tickets | TicketAlias = tickets): SQL[] {
  const given = [
    query.q ? matches(query.q, of.search) : undefined,
    query.category ? inArray(of.category, query.category) : undefined,
    query.severity ? inArray(of.severity, query.severity) : undefined,
    query.path ? inArray(of.path, query.path) : undefined,
    query.review ? inArray(of.reviewState, query.review) : undefined,
    query.confidence ? inArray(confidenceBandOf(of.confidence), query.confidence) : undefined,
    query.source ? eq(of.source, query.source) : undefined,
    query.service ? eq(of.service, query.service) : undefined,
    query.incident ? eq(of.incidentKey, query.incident) : undefined,
    query.from ? gte(of.createdAt, new Date(query.from)) : undefined,
    query.to ? lt(of.createdAt, new Date(query.to)) : undefined,
  ];
  return given.filter((condition) => condition !== undefined);
}

const newer = alias(tickets, "newer");
type TicketAlias = typeof newer;

/**
 * No newer report of the same incident passes the filters too. Without filters the incident itself says which report
 * is its newest, so that a storm costs nothing; with filters each report of it costs a look into an index.
 */
function standsForIncident(db: Queryable, query: TicketListQuery): SQL {
  const filters = filtersOf(query, newer);
  if (filters.length === 0) return eq(incidents.lastTicketId, tickets.id);
  const newerReports = db
    .select({ one: sql`1` })
    .from(newer)
    .where(and(eq(newer.incidentKey, tickets.incidentKey), gt(newer.id, tickets.id), ...filters));
  return notExists(newerReports);
}

/** A page of tickets, newest first. `from` is included, `to` is not. Throws `invalid_fields` for a foreign cursor. */
export async function listTickets(db: Queryable, query: TicketListQuery): Promise<TicketPage> {
  const cursor = query.cursor === undefined ? undefined : idOfCursor(query.cursor, "tkt");
  const once = query.repeats === "once" && query.incident === undefined;
  const filters = filtersOf(query);
  // By the incident's column where it decides, so that its index is read in order.
  const id = once && filters.length === 0 ? incidents.lastTicketId : tickets.id;
  const rows = await run(
    selectTickets(db)
      .where(
        and(
          cursor === undefined ? undefined : lt(id, cursor),
          once ? standsForIncident(db, query) : undefined,
          ...filters,
        ),
      )
      .orderBy(desc(id))
      // One more than asked for tells whether there is a next page.
      .limit(query.limit + 1),
  );
  return pageFrom(rows.map(itemOf), query.limit);
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
