import { z } from "zod";
import { measureNameSchema } from "./eval-measures.ts";
import { storable } from "./text.ts";

const why = z
  .string()
  .transform((value) => storable(value).trim())
  .pipe(z.string().min(1, "say what it is good for").max(300))
  .meta({ description: "What it is good for, in words" });
const value = z.number("must be a number");
const caseId = z.string().min(1).max(200);

/** One thing that a run has to reach before what it measured may go live. */
const gateSchema = z.discriminatedUnion("check", [
  z.strictObject({
    check: z.literal("at_least"),
    measure: measureNameSchema,
    value,
    why,
  }),
  z.strictObject({ check: z.literal("at_most"), measure: measureNameSchema, value, why }),
  z.strictObject({
    check: z.literal("cases_pass"),
    cases: z.array(caseId).min(1, "name at least one case").max(200),
    why,
  }),
  z.strictObject({ check: z.literal("no_regression"), why }),
]);
export type Gate = z.infer<typeof gateSchema>;

/** As they are: a set may have come into being without any. */
export const gatesListSchema = z.array(gateSchema);

export const gatesSchema = gatesListSchema.min(1).max(50);

export const gateResultSchema = z
  .object({
    gate: z.string().meta({ description: "What was checked", examples: ["P0/P1 recall at least 90.0%"] }),
    why: z.string(),
    passed: z.boolean(),
    found: z.string().meta({ examples: ["88.2%"] }),
  })
  .meta({ id: "EvalGateResult" });
export type GateResult = z.infer<typeof gateResultSchema>;
