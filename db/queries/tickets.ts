import {
  and,
  desc,
  eq,
  gt,
  gte,
  inArray,
  isNull,
  lt,
  ne,
  notExists,
  type SQL,
  type SQLWrapper,
  sql,
} from "drizzle-orm";
import { alias, type PgColumn } from "drizzle-orm/pg-core";
import type { TicketListItem, TicketListQuery, TicketPage } from "../../lib/contracts/tickets.ts";
import { noValue } from "../../lib/contracts/vocabulary.ts";
import { idTime } from "../../lib/core/id-time.ts";
import type { Queryable } from "../client.ts";
import { incidents } from "../schema/incidents.ts";
import { confidenceBandOf, tickets } from "../schema/tickets.ts";
import { triages } from "../schema/triages.ts";
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

/** A column has a value, or with `(none)` has none. */
function is(column: PgColumn, value: string | undefined): SQL | undefined {
  if (value === undefined || value === "") return undefined;
  return value === noValue ? isNull(column) : eq(column, value);
}

function sentBy({ key }: TicketListQuery, of: typeof tickets | TicketAlias): SQL | undefined {
  if (!key) return undefined;
  return key === noValue
    ? ne(of.actorType, "api_key")
    : and(eq(of.actorType, "api_key"), eq(of.actorId, key));
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
    is(of.source, query.source),
    is(of.service, query.service),
    is(of.team, query.team),
    sentBy(query, of),
    ...readBy(query, of),
    query.incident ? eq(of.incidentKey, query.incident) : undefined,
    ...madeBetween(query, of),
  ];
  return given.filter((condition) => condition !== undefined);
}

/** How far back is looked for what has no index of its own, unless a time is given. */
const lookBackMs = 90 * 24 * 60 * 60_000;

/** The card's model, tier, prompt and policy stand with its triage. */
function readBy(
  { model, tier, prompt, policy, from }: TicketListQuery,
  of: typeof tickets | TicketAlias,
): (SQL | undefined)[] {
  const given = [
    is(triages.model, model),
    is(triages.tier, tier),
    is(triages.promptVersion, prompt),
    is(triages.policyVersion, policy),
  ].filter((condition) => condition !== undefined);
  if (given.length === 0) return [];
  const since = from ?? new Date(Date.now() - lookBackMs).toISOString();
  return [
    ...madeBetween({ from: since, to: undefined }, of),
    sql`exists (select from ${triages} where ${and(eq(triages.id, of.triageId), ...given)})`,
  ];
}

const newer = alias(tickets, "newer");
type TicketAlias = typeof newer;

/** No newer report of the same incident passes the filters too: each report of it costs a look into an index. */
function isNewestOfIncident(db: Queryable, query: TicketListQuery): SQL {
  const newerReports = db
    .select({ one: sql`1` })
    .from(newer)
    .where(
      and(eq(newer.incidentKey, tickets.incidentKey), gt(newer.id, tickets.id), ...filtersOf(query, newer)),
    );
  return notExists(newerReports);
}

/** Longest time from a ticket's coming in to its being stored, which is when its id is made: the longest deadline. */
const storedWithinMs = 24 * 60 * 60_000;
/** How far a clock may have been set back in between. */
const clockStepMs = 60_000;

const firstIdAt = (moment: string) => `tkt_${idTime(Date.parse(moment) - clockStepMs)}`;
const idAfter = (moment: string) => `tkt_${idTime(Date.parse(moment) + storedWithinMs)}`;

/** The list is in the order of ids, so that a time is looked up as a span of ids; the exact moment decides within it. */
function madeBetween(
  { from, to }: Pick<TicketListQuery, "from" | "to">,
  of: typeof tickets | TicketAlias,
): SQL[] {
  const conditions: SQL[] = [];
  if (from) {
    conditions.push(gte(of.createdAt, new Date(from)), gte(of.id, firstIdAt(from)));
  }
  if (to) {
    conditions.push(lt(of.createdAt, new Date(to)), lt(of.id, idAfter(to)));
  }
  return conditions;
}

/** How many tickets are looked through for a word before the index of words is asked. */
const nearMax = 2_000;

interface NearSearch {
  query: TicketListQuery;
  cursor: string | undefined;
  wanted: SQL | undefined;
  limit: number;
}

/**
 * Ids of what is found among the newest tickets that pass every other filter; null when older ones have to be looked
 * at, too. A common word fills its page here, and a narrow list ends here; the index of words would tell every ticket
 * of all times that has it.
 */
async function findNear(
  db: Queryable,
  { query, cursor, wanted, limit }: NearSearch,
): Promise<string[] | null> {
  const { from, to } = query;
  const inAnyTime = { q: undefined, from: undefined, to: undefined };
  const ofAnyCard = { model: undefined, tier: undefined, prompt: undefined, policy: undefined };
  const near = db
    .select({ all: sql`*` })
    .from(tickets)
    .where(
      and(
        cursor === undefined ? undefined : lt(tickets.id, cursor),
        ...filtersOf({ ...query, ...inAnyTime, ...ofAnyCard }),
        from ? gte(tickets.id, firstIdAt(from)) : undefined,
        to ? lt(tickets.id, idAfter(to)) : undefined,
        // In a form that no index knows: by the time's own index all of it would be read and sorted.
        to ? sql`(${lt(tickets.createdAt, new Date(to))}) is true` : undefined,
      ),
    )
    .orderBy(desc(tickets.id))
    .limit(nearMax);
  const [found] = await run(
    db.execute(sql`
      with near as materialized (${near})
      select (select count(*) from near)::integer as seen, array_to_string(array(
        select ${tickets.id} from near as ${tickets} where ${wanted} order by ${tickets.id} desc limit ${limit}
      ), ' ') as ids`),
  );
  const ids = String(found?.ids ?? "")
    .split(" ")
    .filter((id) => id !== "");
  return ids.length === limit || Number(found?.seen) < nearMax ? ids : null;
}

/** A page of tickets, newest first. `from` is included, `to` is not. Throws `invalid_fields` for a foreign cursor. */
export async function listTickets(db: Queryable, query: TicketListQuery): Promise<TicketPage> {
  const cursor = query.cursor === undefined ? undefined : idOfCursor(query.cursor, "tkt");
  const once = query.repeats === "once" && query.incident === undefined;
  const filters = filtersOf(query);
  // One more than asked for tells whether there is a next page.
  const limit = query.limit + 1;
  const wanted = and(once ? isNewestOfIncident(db, query) : undefined, ...filters);
  if (query.q) {
    const near = await findNear(db, { query, cursor, wanted, limit });
    if (near !== null) {
      const items = await findTicketListItems(db, near);
      return pageFrom(
        near.flatMap((id) => items.get(id) ?? []),
        query.limit,
      );
    }
  }
  const page =
    once && filters.length === 0
      ? db
          .select({ id: tickets.id })
          .from(incidents)
          .innerJoin(tickets, eq(tickets.id, incidents.lastTicketId))
          .where(cursor === undefined ? undefined : lt(incidents.lastTicketId, cursor))
          // By the incident's column, so that its index is read in order.
          .orderBy(desc(incidents.lastTicketId))
          .limit(limit)
      : db
          .select({ id: tickets.id })
          .from(tickets)
          .where(and(cursor === undefined ? undefined : lt(tickets.id, cursor), wanted))
          .orderBy(desc(tickets.id))
          .limit(limit);
  // Joined to the page alone: a join of every match would make the planner shy away from the search index.
  const rows = await run(selectTickets(db).where(inArray(tickets.id, page)).orderBy(desc(tickets.id)));
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
