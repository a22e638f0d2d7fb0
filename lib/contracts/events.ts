import { z } from "zod";
import { budgetWarningSchema } from "./budgets.ts";
import { ticketListItemSchema } from "./tickets.ts";

/** What happens to tickets. */
export const ticketEventTypes = [
  "triage.completed",
  "triage.replaced",
  "review.decided",
  "review.escalated",
] as const;
export type EventType = (typeof ticketEventTypes)[number];

/** What whoever runs the gateway should know. */
const noticeTypes = ["budget.warning", "price.unknown"] as const;

export const eventTypes = [...ticketEventTypes, ...noticeTypes] as const;

/** A model was asked whose price is unknown: what it costs is in no sum. */
const unknownPriceSchema = z.object({ model: z.string() }).meta({ id: "UnknownPrice" });

/** Where a listener of events wants to go on. */
export const eventsQuerySchema = z.object({
  after: z
    .string()
    .max(64)
    .optional()
    .describe(
      "Id of the last event that you know; for whoever cannot send `Last-Event-ID`, which goes first.",
    ),
});

/** The name of what a stream says when it cannot tell all that was missed: read anew what you show. */
export const gapEvent = "stream.gap";

/** Server-sent events of `GET /api/v1/events`: what happened, and the ticket as it is now. */
export const eventSchema = z
  .discriminatedUnion("type", [
    z.object({ id: z.string(), type: z.enum(ticketEventTypes), data: ticketListItemSchema }),
    z.object({ id: z.string(), type: z.literal("budget.warning"), data: budgetWarningSchema }),
    z.object({ id: z.string(), type: z.literal("price.unknown"), data: unknownPriceSchema }),
  ])
  .meta({ id: "Event" });
export type GatewayEvent = z.infer<typeof eventSchema>;
