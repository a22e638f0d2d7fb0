import { type SQLWrapper, sql } from "drizzle-orm";
import { boolean, check, doublePrecision, index, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { actorTypes } from "../../lib/contracts/access.ts";
import type { Removed } from "../../lib/contracts/redaction.ts";
import {
  categories,
  confidenceBandFrom,
  degradedReasons,
  environments,
  paths,
  reviewStates,
  severities,
  triageStatuses,
} from "../../lib/contracts/vocabulary.ts";
import { identifier, moment, oneOf, searchVector } from "./columns.ts";

/** Confidence as people read it, in SQL; null without a card. The words and steps are those of the console. */
const confidenceBandOf = (confidence: SQLWrapper) =>
  sql`(case when ${confidence} >= ${sql.raw(String(confidenceBandFrom.high))} then 'high' when ${confidence} >= ${sql.raw(String(confidenceBandFrom.medium))} then 'medium' when ${confidence} is not null then 'low' end)`;

/** Columns that a facet is made of. */
type FacetColumns = Record<
  | "id"
  | "category"
  | "severity"
  | "path"
  | "reviewState"
  | "confidence"
  | "source"
  | "service"
  | "team"
  | "actorType"
  | "actorId",
  SQLWrapper
>;

/** Characters of an id from the fifth on that tell a stretch of twelve days from any other. */
export const stretchCharacters = 4;

/**
 * What a ticket is filtered by, as words, in SQL: `severity:P0`, `service:checkout`, `team:` for none, and the stretch
 * of twelve days in which its id was made. An inverted index over them has a short list of rows for each word.
 */
export const facetsOf = (of: FacetColumns) =>
  sql`(array['time:' || substr(${of.id}, 5, ${sql.raw(String(stretchCharacters))}), 'category:' || ${of.category}, 'severity:' || ${of.severity}, 'path:' || ${of.path}, 'review:' || ${of.reviewState}, 'confidence:' || ${confidenceBandOf(of.confidence)}, 'source:' || coalesce(${of.source}, ''), 'service:' || coalesce(${of.service}, ''), 'team:' || coalesce(${of.team}, ''), 'key:' || case when ${of.actorType} = 'api_key' then ${of.actorId} else '' end])`;

/**
 * One row a ticket, as lists show it: where it came from and the verdict of its current triage. The text itself
 * stands in `ticket_texts`, so that a list never reads it.
 */
export const tickets = pgTable(
  "tickets",
  {
    id: identifier("id").primaryKey(),
    title: text("title").notNull(),
    source: text("source"),
    service: text("service"),
    environment: text("environment", { enum: environments }),
    externalId: text("external_id"),
    /** Of the request that it came with, as its answer said; null where none was kept. */
    requestId: text("request_id"),
    sealedCallbackUrl: text("callback_url"),
    actorType: text("actor_type", { enum: actorTypes }).notNull(),
    actorId: text("actor_id").notNull(),
    team: text("team"),
    search: searchVector("search").notNull(),
    createdAt: moment("created_at").notNull(),

    triageId: identifier("triage_id").notNull(),
    incidentKey: identifier("incident_key").notNull(),
    status: text("status", { enum: triageStatuses }).notNull(),
    category: text("category", { enum: categories }),
    severity: text("severity", { enum: severities }),
    summary: text("summary"),
    confidence: doublePrecision("confidence"),
    path: text("path", { enum: paths }).notNull(),
    degraded: boolean("degraded").notNull(),
    degradedReason: text("degraded_reason", { enum: degradedReasons }),
    reviewState: text("review_state", { enum: reviewStates }).notNull(),
  },
  (table) => [
    index("tickets_incident").on(table.incidentKey, table.id),
    // Any filters together, however rare what passes them all is: a few pages for each word.
    index("tickets_facets").using("gin", facetsOf(table)).with({ fastupdate: false }),
    index("tickets_triage").on(table.triageId),
    index("tickets_request").on(table.requestId, table.id).where(sql`${table.requestId} is not null`),
    index("tickets_created_at").on(table.createdAt),
    index("tickets_search").using("gin", table.search),
    check("tickets_title_length", sql`char_length(${table.title}) <= 160`),
    check("tickets_environment_known", oneOf(table.environment, environments)),
    check("tickets_actor_type_known", oneOf(table.actorType, actorTypes)),
    check("tickets_status_known", oneOf(table.status, triageStatuses)),
    check("tickets_category_known", oneOf(table.category, categories)),
    check("tickets_severity_known", oneOf(table.severity, severities)),
    check("tickets_path_known", oneOf(table.path, paths)),
    check("tickets_degraded_reason_known", oneOf(table.degradedReason, degradedReasons)),
    check("tickets_review_state_known", oneOf(table.reviewState, reviewStates)),
  ],
);

/** The payload of a ticket, apart from what lists read. */
export const ticketTexts = pgTable("ticket_texts", {
  ticketId: identifier("ticket_id")
    .primaryKey()
    .references(() => tickets.id, { onDelete: "cascade" }),
  text: text("text").notNull(),
  metadata: jsonb("metadata"),
  /** What was taken out before anything was stored: counts by kind. */
  removed: jsonb("removed").$type<Removed>().notNull().default({}),
});
