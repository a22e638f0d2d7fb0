import { z } from "zod";
import { breakerStateNames } from "./trace.ts";

export const livenessSchema = z
  .object({ status: z.literal("ok"), version: z.string() })
  .meta({ id: "Liveness" });

export const readinessSchema = z
  .object({
    status: z.enum(["ok", "degraded", "unavailable"]).meta({
      description:
        "degraded: cards come, some of them by rules only, or are not stored yet. The database is away, answers wait in the journal, or a model's circuit breaker is open.",
    }),
    mode: z.enum(["model", "rules"]).meta({ description: "rules: no model is configured" }),
    dependencies: z.array(
      z.object({
        name: z.string(),
        status: z.enum(["ok", "down", "unknown"]),
        detail: z.string().optional(),
        breaker: z.enum(breakerStateNames).optional().meta({
          description:
            "Of a model, in the process that answers. open: the model is left alone for now; half_open: one call looks whether it is back.",
        }),
      }),
    ),
    priceUnknown: z.array(z.string()).meta({
      description:
        "Models of the policy whose price is unknown: what they cost is in no sum, and they are not asked where a budget applies",
    }),
  })
  .meta({ id: "Readiness" });
export type Readiness = z.infer<typeof readinessSchema>;
