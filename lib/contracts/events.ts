import { z } from "zod";
import { ticketListItemSchema } from "./tickets.ts";

export const eventTypes = ["triage.completed", "triage.replaced", "review.decided"] as const;
export type EventType = (typeof eventTypes)[number];

/** Server-sent events of `GET /api/v1/events`: what happened, and the ticket as it is now. */
export const eventSchema = z
  .object({ id: z.string(), type: z.enum(eventTypes), data: ticketListItemSchema })
  .meta({ id: "Event" });
export type GatewayEvent = z.infer<typeof eventSchema>;
