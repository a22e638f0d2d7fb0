import { z } from "zod";
import { pageOf } from "./page.ts";

const modelStateSchema = z.object({
  model: z.string(),
  tier: z.enum(["cheap", "strong"]),
  breaker: z.enum(["closed", "half_open", "open"]).meta({ description: "open: the model is left alone" }),
  restMs: z.number().meta({ description: "How long its provider wants to be left alone" }),
  inFlight: z.int(),
  workedMsAgo: z.number().nullable().meta({ description: "null: no success since it last failed" }),
});

/** What a process tells of itself. */
const replicaStateSchema = z.object({
  models: z.array(modelStateSchema),
  slots: z.object({ held: z.int(), waiting: z.int() }),
  journal: z.object({ depth: z.int(), full: z.boolean() }).nullable(),
  disk: z.object({ freeBytes: z.number(), totalBytes: z.number() }).nullable(),
  memoryBytes: z.number(),
});
export type ReplicaState = z.infer<typeof replicaStateSchema>;

const replicaSchema = z.object({
  id: z.string(),
  host: z.string(),
  pid: z.int(),
  version: z.string(),
  startedAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  alive: z.boolean().meta({ description: "false: it has not been heard of for a while" }),
  state: replicaStateSchema,
});
export type Replica = z.infer<typeof replicaSchema>;

export const systemSchema = z
  .object({
    database: z.object({
      version: z.string(),
      sizeBytes: z.number(),
      connections: z.int(),
      connectionsMax: z.int(),
      roundTripMs: z.number(),
    }),
    queues: z.array(
      z.object({
        queue: z.string(),
        due: z.int(),
        delayed: z.int(),
        active: z.int(),
        oldestDueSeconds: z.number(),
      }),
    ),
    replicas: z.array(replicaSchema),
  })
  .meta({ id: "System" });
export type System = z.infer<typeof systemSchema>;

const deadLetterSchema = z
  .object({
    id: z.string(),
    queue: z.string().meta({ description: "Where the job was given up" }),
    data: z.record(z.string(), z.json()).meta({ description: "Ids of what it was about" }),
    reason: z.string().nullable(),
    tries: z.int().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "DeadLetter" });
export type DeadLetter = z.infer<typeof deadLetterSchema>;

export const deadLetterPageSchema = pageOf(deadLetterSchema).meta({ id: "DeadLetterPage" });
