import { and, desc, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { TicketListItem, TicketListQuery, TicketPage } from "../../lib/contracts/tickets.ts";
import { idTime } from "../../lib/core/id-time.ts";
import type { Queryable } from "../client.ts";
import { incidents } from "../schema/incidents.ts";
import { tickets } from "../schema/tickets.ts";
import { cursorOf, idOfCursor } from "./cursor.ts";
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
function matches(words: string): SQL {
  const parsed = sql`websearch_to_tsquery('simple', ${words})::text`;
  return sql`${tickets.search} @@ (${parsed} || case when ${parsed} like '%''' then ':*' else '' end)::tsquery`;
}

function conditionsOf(query: TicketListQuery): (SQL | undefined)[] {
  return [
    query.cursor ? lt(tickets.id, idOfCursor(query.cursor, "tkt")) : undefined,
    query.q ? matches(query.q) : undefined,
    query.category ? inArray(tickets.category, query.category) : undefined,
    query.severity ? inArray(tickets.severity, query.severity) : undefined,
    query.path ? inArray(tickets.path, query.path) : undefined,
    query.review ? inArray(tickets.reviewState, query.review) : undefined,
    query.source ? eq(tickets.source, query.source) : undefined,
    query.service ? eq(tickets.service, query.service) : undefined,
    ...madeBetween(query),
  ];
}

/** Longest time from a ticket's coming in to its being stored, which is when its id is made: the longest deadline. */
const storedWithinMs = 24 * 60 * 60_000;
/** How far a clock may have been set back in between. */
const clockStepMs = 60_000;

/** The list is in the order of ids, so that a time is looked up as a span of ids; the exact moment decides within it. */
function madeBetween({ from, to }: TicketListQuery): SQL[] {
  const conditions: SQL[] = [];
  if (from) {
    const moment = new Date(from);
    conditions.push(gte(tickets.createdAt, moment));
    conditions.push(gte(tickets.id, `tkt_${idTime(moment.getTime() - clockStepMs)}`));
  }
  if (to) {
    const moment = new Date(to);
    conditions.push(lt(tickets.createdAt, moment));
    conditions.push(lt(tickets.id, `tkt_${idTime(moment.getTime() + storedWithinMs)}`));
  }
  return conditions;
}

/** A page of tickets, newest first. `from` is included, `to` is not. Throws `invalid_fields` for a foreign cursor. */
export async function listTickets(db: Queryable, query: TicketListQuery): Promise<TicketPage> {
  // Joined to the page alone: a join of every match would make the planner shy away from the search index.
  const page = db
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(...conditionsOf(query)))
    .orderBy(desc(tickets.id))
    // One more than asked for tells whether there is a next page.
    .limit(query.limit + 1);
  const rows = await run(selectTickets(db).where(inArray(tickets.id, page)).orderBy(desc(tickets.id)));
  const items = rows.slice(0, query.limit).map(itemOf);
  const last = items.at(-1);
  return { items, nextCursor: last && rows.length > query.limit ? cursorOf(last.id) : null };
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
