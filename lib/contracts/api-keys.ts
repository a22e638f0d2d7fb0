import { z } from "zod";
import { apiScopeSchema, defaultApiScopes } from "./access.ts";
import { limitsChangeSchema } from "./limits.ts";
import { pageOf } from "./page.ts";
import { shortText } from "./text.ts";

export const apiKeySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string().meta({ description: "First characters of the secret, to tell keys apart" }),
    scopes: z.array(apiScopeSchema),
    team: z.string().nullable(),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime().nullable().meta({ description: "To the minute" }),
    revokedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "ApiKey" });
export type ApiKey = z.infer<typeof apiKeySchema>;

export const apiKeyPageSchema = pageOf(apiKeySchema).meta({ id: "ApiKeyPage" });

export const newApiKeySchema = z
  .strictObject({
    name: shortText,
    scopes: z
      .array(apiScopeSchema)
      .min(1)
      .max(20)
      .default([...defaultApiScopes]),
    team: shortText.optional().meta({ description: "Who pays, as figures and budgets group it" }),
    limits: limitsChangeSchema.optional(),
  })
  .meta({ id: "NewApiKey" });

export const createdApiKeySchema = z
  .object({
    key: apiKeySchema,
    secret: z.string().meta({ description: "Shown in this answer and never again" }),
  })
  .meta({ id: "CreatedApiKey" });
export type CreatedApiKey = z.infer<typeof createdApiKeySchema>;
