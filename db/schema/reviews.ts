import { sql } from "drizzle-orm";
import { boolean, check, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { reviewClockNames } from "../../lib/contracts/review-clocks.ts";
import { reviewActions } from "../../lib/contracts/reviews.ts";
import type { Card, Origin, Review } from "../../lib/contracts/triage.ts";
import { identifier, moment, oneOf } from "./columns.ts";
import { triages } from "./triages.ts";

const reviewItemStates = ["open", "decided"] as const;

/** The queue: one row for each card that a human was asked about, and one open row at most for an incident. */
export const reviews = pgTable(
  "reviews",
  {
    triageId: identifier("triage_id")
      .primaryKey()
      .references(() => triages.id, { onDelete: "cascade" }),
    incidentKey: identifier("incident_key").notNull(),
    state: text("state", { enum: reviewItemStates }).notNull(),
    queuedAt: moment("queued_at").notNull(),
    claimDueAt: moment("claim_due_at").notNull(),
    decideDueAt: moment("decide_due_at").notNull(),
    /** When somebody first took it; null while nobody has. */
    firstClaimedAt: moment("first_claimed_at"),
    claimedBy: identifier("claimed_by"),
    claimedByName: text("claimed_by_name"),
    /** After this moment the claim does not count. */
    claimExpiresAt: moment("claim_expires_at"),
    snoozedUntil: moment("snoozed_until"),
    /** Who passed it on to somebody else; `next` does not offer it to them again. */
    skippedBy: text("skipped_by").array().notNull(),
    /** Decided before by this person; somebody else is to decide, too. */
    secondOpinionOf: identifier("second_opinion_of"),
    /** The clock of which managers were told last that it ran out; null: of none since the card was queued. */
    escalatedClock: text("escalated_clock", { enum: reviewClockNames }),
    escalatedAt: moment("escalated_at"),
    acknowledgedByName: text("acknowledged_by_name"),
    decidedAt: moment("decided_at"),
    decidedByName: text("decided_by_name"),
    decidedAction: text("decided_action", { enum: ["approve", "correct"] }),
  },
  (table) => [
    index("reviews_queue").on(table.decideDueAt, table.triageId).where(sql`${table.state} = 'open'`),
    index("reviews_queued_at").on(table.queuedAt).where(sql`${table.state} = 'open'`),
    index("reviews_claim_due").on(table.claimDueAt).where(sql`${table.state} = 'open'`),
    index("reviews_decided").on(table.decidedAt, table.triageId).where(sql`${table.state} = 'decided'`),
    index("reviews_escalated")
      .on(table.escalatedAt)
      .where(
        sql`${table.state} = 'open' and ${table.escalatedAt} is not null and ${table.acknowledgedByName} is null`,
      ),
    uniqueIndex("reviews_open_incident").on(table.incidentKey).where(sql`${table.state} = 'open'`),
    check("reviews_state_known", oneOf(table.state, reviewItemStates)),
    check("reviews_escalated_clock_known", oneOf(table.escalatedClock, reviewClockNames)),
  ],
);

/** What a decision found, for the difference and for taking it back. */
export interface ReviewBefore {
  card: Card;
  origin: Origin;
  review: Review;
  /** The incident's reusable card. */
  reusable: { triageId: string; until: string } | null;
  /** Its place among decided cards, of one that is opened again. */
  place?: {
    queuedAt: string;
    claimDueAt: string;
    decideDueAt: string;
    firstClaimedAt: string | null;
    secondOpinionOf: string | null;
  };
}

/** Everything humans did with cards under review, in order. */
export const reviewDecisions = pgTable(
  "review_decisions",
  {
    id: identifier("id").primaryKey(),
    triageId: identifier("triage_id")
      .notNull()
      .references(() => triages.id, { onDelete: "cascade" }),
    action: text("action", { enum: reviewActions }).notNull(),
    actorId: identifier("actor_id").notNull(),
    actorName: text("actor_name").notNull(),
    reason: text("reason"),
    /** The act that this decision is one of several of, such as approving many at once; null: an act of its own. */
    actId: identifier("act_id"),
    /** null for actions that decide nothing and put nothing into the queue. */
    before: jsonb("before").$type<ReviewBefore>(),
    after: jsonb("after").$type<Card>(),
    /** Tickets of the same incident that got the same decision with it. */
    repeats: integer("repeats").notNull().default(0),
    secondOpinion: boolean("second_opinion").notNull().default(false),
    undone: boolean("undone").notNull().default(false),
    createdAt: moment("created_at").notNull(),
  },
  (table) => [
    index("review_decisions_triage").on(table.triageId, table.id),
    index("review_decisions_actor").on(table.actorId, table.id),
    index("review_decisions_act").on(table.actId).where(sql`${table.actId} is not null`),
    index("review_decisions_created_at").on(table.createdAt),
    // Decided cards by the tenth of the confidence that they had stated; `before` is too large to be read for each.
    index("review_decisions_said")
      .on(
        sql`(least(9, floor((${table.before} -> 'card' ->> 'confidence')::double precision * 10))::smallint)`,
        table.createdAt,
      )
      .where(
        sql`${table.action} in ('approve', 'correct') and not ${table.undone} and ${table.before} is not null and not ${table.secondOpinion}`,
      ),
    check("review_decisions_action_known", oneOf(table.action, reviewActions)),
  ],
);
