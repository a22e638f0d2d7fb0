import { z } from "zod";
import { problemSchema } from "./problem.ts";
import { triageSchema } from "./triage.ts";
import { attemptOutcomeSchema, categorySchema, severitySchema, tierSchema } from "./vocabulary.ts";

/**
 * What happens while a card comes about, as `POST /api/v1/triage` tells whoever accepts `text/event-stream`. No stage
 * holds words of the ticket.
 */

const stage = <Kind extends string, Fields extends z.ZodRawShape>(kind: Kind, fields: Fields) =>
  z.object({ stage: z.literal(kind), atMs: z.number().min(0), ...fields });

const count = z.int().min(0);

const triageStageSchema = z
  .discriminatedUnion("stage", [
    stage("redacted", { removed: count.meta({ description: "Secrets and personal data replaced" }) }),
    stage("looked_up", {
      decision: z.enum(["hit", "miss", "join"]).meta({
        description: "Whether a card of the same incident is there, or is being made for an equal report",
      }),
    }),
    stage("runbooks", { titles: z.array(z.string()).meta({ description: "Those that fit, best first" }) }),
    stage("rules", { category: categorySchema, severity: severitySchema }),
    stage("model", { call: z.int().min(1), model: z.string(), tier: tierSchema }),
    stage("answered", { call: z.int().min(1), outcome: attemptOutcomeSchema }),
    stage("wait", { ms: z.number().min(0) }),
    stage("second_reading", { tier: tierSchema }),
    stage("steps", { replaced: count.meta({ description: "Steps that nobody could act on" }) }),
    stage("degraded", { reason: z.string() }),
  ])
  .meta({ id: "TriageStage" });
export type TriageStage = z.infer<typeof triageStageSchema>;

/** The events of the stream: stages as they happen, then the triage, or what went wrong. */
export const triageStreamEvents = {
  stage: triageStageSchema,
  triage: triageSchema,
  problem: problemSchema,
} as const;
