import { z } from "zod";
import { eventTypes } from "./events.ts";
import { pageOf, pageQueryShape } from "./page.ts";
import { callbackUrlSchema } from "./triage.ts";

/** When the secret was made, and until when the one before it still signs too. Says nothing of either. */
export const webhookSecretStateSchema = z
  .object({
    createdAt: z.iso.datetime(),
    previousUntil: z.iso.datetime().nullable().meta({ description: "null: messages carry one signature" }),
  })
  .meta({ id: "WebhookSecretState" });
export type WebhookSecretState = z.infer<typeof webhookSecretStateSchema>;

export const shownWebhookSecretSchema = webhookSecretStateSchema
  .extend({ secret: z.string().meta({ description: "`whsec_…`, with which receivers verify signatures" }) })
  .meta({ id: "WebhookSecret" });
export type ShownWebhookSecret = z.infer<typeof shownWebhookSecretSchema>;

/** `waiting` was not tried yet, `failing` is tried again by itself, `given_up` only when somebody asks for it. */
export const deliveryStates = ["waiting", "failing", "given_up", "delivered"] as const;
const deliveryStateSchema = z.enum(deliveryStates);
export type DeliveryState = z.infer<typeof deliveryStateSchema>;

export const deliverySchema = z
  .object({
    id: z.string().meta({ description: "Sent as `webhook-id`" }),
    triageId: z.string(),
    ticketId: z.string(),
    type: z.enum(eventTypes),
    url: z.string(),
    state: deliveryStateSchema,
    tries: z.int().min(0),
    lastStatus: z.int().nullable().meta({ description: "Of the last answer; null when none came" }),
    lastError: z.string().nullable(),
    createdAt: z.iso.datetime(),
    deliveredAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "Delivery" });
export type Delivery = z.infer<typeof deliverySchema>;

export const deliveryQuerySchema = z
  .strictObject({ ...pageQueryShape, state: deliveryStateSchema.optional() })
  .meta({ id: "DeliveryQuery" });
export type DeliveryQuery = z.infer<typeof deliveryQuerySchema>;

export const deliveryPageSchema = pageOf(deliverySchema).meta({ id: "DeliveryPage" });

export const testMessageSchema = z.strictObject({ url: callbackUrlSchema }).meta({ id: "TestMessage" });

/** What became of a test message. */
export const testResultSchema = z
  .object({
    delivered: z.boolean(),
    status: z.int().nullable().meta({ description: "Of the receiver's answer; null when none came" }),
    problem: z.string().nullable().meta({ description: "What is wrong, in a few words" }),
    ms: z.number(),
  })
  .meta({ id: "TestResult" });
export type TestResult = z.infer<typeof testResultSchema>;
