import { z } from "zod";
import { shortText } from "./text.ts";

/** What a caller may use a minute; null: as by default for keys, nothing for teams. */
export interface CallerLimits {
  requestsPerMinute: number | null;
  tokensPerMinute: number | null;
}

export const noLimits: CallerLimits = { requestsPerMinute: null, tokensPerMinute: null };

export const perMinuteMax = 1_000_000_000;
const perMinute = z.int().min(1).max(perMinuteMax).nullable();

const limitFields = {
  requestsPerMinute: perMinute.meta({ description: "Requests within sixty seconds; null: as by default" }),
  tokensPerMinute: perMinute.meta({
    description:
      "Tokens of models within sixty seconds, input and output; what a text is likely to take is kept back before it is read. null: as by default",
  }),
};

export const limitsChangeSchema = z
  .strictObject(limitFields)
  .partial()
  .meta({ id: "LimitsChange", description: "What is absent stays as it is" });
export type LimitsChange = z.output<typeof limitsChangeSchema>;

export const keyLimitsSchema = z.object({ apiKeyId: z.string(), ...limitFields }).meta({ id: "KeyLimits" });
export type KeyLimits = z.infer<typeof keyLimitsSchema>;

export const teamLimitsSchema = z.object({ team: z.string(), ...limitFields }).meta({ id: "TeamLimits" });
export type TeamLimits = z.infer<typeof teamLimitsSchema>;

export const teamLimitsChangeSchema = z
  .strictObject({
    team: shortText.meta({ description: "As it stands on its keys" }),
    ...limitsChangeSchema.shape,
  })
  .meta({ id: "TeamLimitsChange" });
export type TeamLimitsChange = z.output<typeof teamLimitsChangeSchema>;

export const limitsSchema = z
  .object({
    default: z.object(limitFields).meta({ description: "Of each key, from the environment; null: none" }),
    keys: z.array(keyLimitsSchema).meta({ description: "Keys with limits of their own" }),
    teams: z
      .array(teamLimitsSchema)
      .meta({ description: "Teams with limits; all their keys count together" }),
  })
  .meta({ id: "Limits" });
export type Limits = z.infer<typeof limitsSchema>;
