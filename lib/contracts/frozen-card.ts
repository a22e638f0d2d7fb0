import { z } from "zod";

/**
 * The first version of the card as its readers know it, written down once more and on purpose not made from
 * `cardSchema`: when that changes so that a reader of today would stumble, evals notice. Further fields are no harm.
 */
export const frozenCardSchema = z.object({
  schemaVersion: z.literal(1),
  category: z.enum(["infra", "app", "data", "security", "unknown"]),
  severity: z.enum(["P0", "P1", "P2", "P3"]),
  summary: z.string().min(1).max(600),
  steps: z.tuple([z.string().min(1), z.string().min(1), z.string().min(1)]),
  confidence: z.number().min(0).max(1),
  evidence: z.array(z.object({ fact: z.string(), value: z.string(), quote: z.string() })),
  reasons: z.array(z.string()),
});
