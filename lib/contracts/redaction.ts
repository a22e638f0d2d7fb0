import { z } from "zod";

/** What is removed from a ticket before anything else happens to it; each is also the word of its placeholder. */
export const removedKinds = [
  "email",
  "phone",
  "card",
  "iban",
  "account-number",
  "national-id",
  "password",
  "token",
  "api-key",
  "secret",
  "private-key",
  "session-id",
  "cookie",
  "authorization",
  "aws-key",
  "google-key",
  "azure-key",
  "github-token",
  "gitlab-token",
  "slack-token",
  "stripe-key",
  "openai-key",
  "anthropic-key",
  "npm-token",
  "gateway-key",
] as const;
export type RemovedKind = (typeof removedKinds)[number];

/** How many different values of each kind were removed; kinds without any are absent. */
export const removedSchema = z
  .partialRecord(z.enum(removedKinds), z.int().min(1))
  .meta({ description: "How many different values of each kind were removed before the ticket was read" });
export type Removed = z.infer<typeof removedSchema>;

/** `[email-1]`: equal values of a text have equal numbers, in the order in which they first stand there. */
export const placeholderPattern = new RegExp(`\\[(${removedKinds.join("|")})-\\d{1,6}\\]`, "g");
