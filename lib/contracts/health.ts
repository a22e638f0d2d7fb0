import { z } from "zod";

export const livenessSchema = z
  .object({ status: z.literal("ok"), version: z.string() })
  .meta({ id: "Liveness" });

export const readinessSchema = z
  .object({
    status: z.enum(["ok", "degraded", "unavailable"]),
    mode: z.enum(["model", "rules"]).meta({ description: "rules: no model is configured" }),
    dependencies: z.array(
      z.object({
        name: z.string(),
        status: z.enum(["ok", "down", "unknown"]),
        detail: z.string().optional(),
      }),
    ),
  })
  .meta({ id: "Readiness" });
export type Readiness = z.infer<typeof readinessSchema>;
