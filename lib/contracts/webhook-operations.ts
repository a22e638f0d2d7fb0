import { define, idParams, type Operation } from "./operation.ts";
import {
  deliveryPageSchema,
  deliveryQuerySchema,
  deliverySchema,
  shownWebhookSecretSchema,
  testMessageSchema,
  testResultSchema,
  webhookSecretStateSchema,
} from "./webhooks.ts";

export const getWebhookSecretStateOperation = define({
  method: "GET",
  path: "/api/v1/webhooks/secret",
  id: "getWebhookSecretState",
  summary: "Read when the signing secret was made",
  scope: "admin",
  answer: webhookSecretStateSchema,
  success: "When, without the secret",
});

export const showWebhookSecretOperation = define({
  method: "POST",
  path: "/api/v1/webhooks/secret/show",
  id: "showWebhookSecret",
  summary: "Show the signing secret",
  description: "Who looked at it, and when, is noted in the audit trail.",
  scope: "admin",
  answer: shownWebhookSecretSchema,
  success: "The secret",
});

export const rotateWebhookSecretOperation = define({
  method: "POST",
  path: "/api/v1/webhooks/secret/rotate",
  id: "rotateWebhookSecret",
  summary: "Make a new signing secret",
  description:
    "For a day messages carry a signature by the new secret and one by the old, as Standard Webhooks allow, so that receivers can change over.",
  scope: "admin",
  answer: shownWebhookSecretSchema,
  success: "The new secret",
});

export const listDeliveriesOperation = define({
  method: "GET",
  path: "/api/v1/webhooks/deliveries",
  id: "listDeliveries",
  summary: "List messages to callback addresses, newest first",
  scope: "admin",
  query: deliveryQuerySchema,
  answer: deliveryPageSchema,
  success: "A page of messages with what became of them",
});

export const retryDeliveryOperation = define({
  method: "POST",
  path: "/api/v1/webhooks/deliveries/{id}/retry",
  id: "retryDelivery",
  summary: "Send a message again that has not arrived",
  description: "With the same `webhook-id`, at once, and then for about a day.",
  scope: "admin",
  params: idParams("msg"),
  answer: deliverySchema,
  success: "The message, waiting",
  alsoFails: ["conflict"],
});

export const sendTestMessageOperation = define({
  method: "POST",
  path: "/api/v1/webhooks/test",
  id: "sendTestMessage",
  summary: "Send a signed test message",
  description:
    'Posts `{type: "webhook.test", timestamp, data}` to the address, signed like every message, and says what the receiver answered.',
  scope: "admin",
  body: testMessageSchema,
  answer: testResultSchema,
  success: "What became of it",
});

/** Operations on what goes out to callback addresses. */
export const webhookOperations: readonly Operation[] = [
  getWebhookSecretStateOperation,
  showWebhookSecretOperation,
  rotateWebhookSecretOperation,
  listDeliveriesOperation,
  retryDeliveryOperation,
  sendTestMessageOperation,
];
