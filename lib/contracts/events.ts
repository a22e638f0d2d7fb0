import { z } from "zod";
import { ticketListItemSchema } from "./tickets.ts";

export const eventTypes = ["triage.completed", "triage.replaced"] as const;
export type EventType = (typeof eventTypes)[number];

/** Server-sent events of `GET /api/v1/events`. */
export const eventSchema = z
  .discriminatedUnion("type", [
    z.object({ id: z.string(), type: z.literal("triage.completed"), data: ticketListItemSchema }),
    z.object({ id: z.string(), type: z.literal("triage.replaced"), data: ticketListItemSchema }),
  ])
  .meta({ id: "Event" });
export type GatewayEvent = z.infer<typeof eventSchema>;
