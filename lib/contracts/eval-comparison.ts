import { z } from "zod";
import { caseKindSchema } from "./eval-case.ts";
import { measureNameSchema } from "./eval-measures.ts";
import { categorySchema, severitySchema } from "./vocabulary.ts";

const intervalSchema = z.object({ low: z.number(), high: z.number() });

const deltaSchema = z
  .object({
    measure: measureNameSchema,
    baseline: z.number().nullable(),
    candidate: z.number().nullable(),
    delta: z.number().nullable(),
    interval: intervalSchema.nullable().meta({ description: "95% interval of the difference" }),
    verdict: z
      .enum(["better", "worse", "no difference"])
      .nullable()
      .meta({ description: "null for a measure that is shown and not judged" }),
  })
  .meta({ id: "EvalMeasureDelta" });
export type MeasureDelta = z.infer<typeof deltaSchema>;

const groupDeltaSchema = z
  .object({
    by: z.enum(["kind", "label"]),
    name: z.string(),
    cases: z.int(),
    deltas: z
      .array(deltaSchema.pick({ measure: true, baseline: true, candidate: true, delta: true }))
      .meta({ description: "Shown and not judged: a group is too small for a verdict of its own" }),
  })
  .meta({ id: "EvalGroupDelta" });
export type GroupDelta = z.infer<typeof groupDeltaSchema>;

const verdictSchema = z.object({ verdict: z.string(), times: z.int() });

/** How a case moved between two runs, in the order of concern. */
export const movements = ["missing", "regression", "changed", "win"] as const;
const movementSchema = z.enum(movements);
export type Movement = z.infer<typeof movementSchema>;

/** A case that the two runs do not say the same about. */
const movedCaseSchema = z
  .object({
    caseId: z.string(),
    title: z.string(),
    kind: caseKindSchema.nullable(),
    urgent: z.boolean().meta({ description: "Must be called P0 or P1" }),
    expected: z.object({
      category: categorySchema.nullable(),
      severityMin: severitySchema.nullable(),
      severityMax: severitySchema.nullable(),
    }),
    movement: movementSchema,
    passRate: z.object({ baseline: z.number().nullable(), candidate: z.number().nullable() }),
    said: z.object({ baseline: z.array(verdictSchema), candidate: z.array(verdictSchema) }),
  })
  .meta({ id: "EvalMovedCase" });
export type MovedCase = z.infer<typeof movedCaseSchema>;

const comparedRunSchema = z.object({
  id: z.string(),
  set: z.string(),
  setVersion: z.string(),
  scorerVersion: z.string(),
  cases: z.int(),
});

/** Two runs, aligned by case. */
export const comparisonSchema = z
  .object({
    baseline: comparedRunSchema,
    candidate: comparedRunSchema,
    comparedCases: z.int(),
    verdict: z.enum(["regression", "improvement", "mixed", "no difference"]),
    warnings: z.array(z.string()),
    deltas: z.array(deltaSchema),
    groups: z.array(groupDeltaSchema).meta({ description: "By kind of text and by who labelled" }),
    counts: z.object({
      wins: z.int(),
      losses: z.int(),
      ties: z.int(),
      missing: z.int().meta({ description: "Cases that the baseline answered and the candidate did not" }),
      added: z.int().meta({ description: "Cases that only the candidate has" }),
      urgentLost: z.int().meta({ description: "Cases that must be P0 or P1 and are no longer called so" }),
    }),
    moved: z
      .array(movedCaseSchema)
      .meta({ description: "Regressions first, P0/P1 cases before others; at most 500" }),
    movedTotal: z.int(),
  })
  .meta({ id: "EvalComparison" });
export type Comparison = z.infer<typeof comparisonSchema>;
