import { z } from "zod";
import { measureNameSchema } from "./eval-measures.ts";

const why = z.string().min(1).max(300);

/** One thing that a run has to reach before what it measured may go live. */
const gateSchema = z.discriminatedUnion("check", [
  z.strictObject({
    check: z.literal("at_least"),
    measure: measureNameSchema,
    value: z.number(),
    why,
  }),
  z.strictObject({ check: z.literal("at_most"), measure: measureNameSchema, value: z.number(), why }),
  z.strictObject({
    check: z.literal("cases_pass"),
    cases: z.array(z.string().min(1).max(200)).min(1).max(200),
    why,
  }),
  z.strictObject({ check: z.literal("no_regression"), why }),
]);
export type Gate = z.infer<typeof gateSchema>;

export const gatesSchema = z.array(gateSchema).min(1).max(50);

export const gateResultSchema = z
  .object({
    gate: z.string().meta({ description: "What was checked", examples: ["P0/P1 recall at least 90.0%"] }),
    why: z.string(),
    passed: z.boolean(),
    found: z.string().meta({ examples: ["88.2%"] }),
  })
  .meta({ id: "EvalGateResult" });
export type GateResult = z.infer<typeof gateResultSchema>;
