import { z } from "zod";
import { caseKindSchema } from "./eval-case.ts";
import { gateResultSchema } from "./eval-gates.ts";
import { scoresSchema } from "./eval-measures.ts";
import { cardSchema } from "./triage.ts";
import { categories, categorySchema, severities, severitySchema } from "./vocabulary.ts";

/** Who reads the texts. rules: no model; model: as the policy says, and a model must be configured; auto: as the policy says. */
export const evalEngines = ["rules", "model", "auto"] as const;
export const evalEngineSchema = z.enum(evalEngines);
export type EvalEngine = z.infer<typeof evalEngineSchema>;

/** interrupted: its process stopped or died; the run can be resumed. */
export const evalRunStatuses = ["queued", "running", "done", "failed", "cancelled", "interrupted"] as const;
const evalRunStatusSchema = z.enum(evalRunStatuses);
export type EvalRunStatus = z.infer<typeof evalRunStatusSchema>;

export const repeatsMax = 20;

/** passed and missed: what the gates say; none: the set has no gates or the run is not finished. */
const gateStates = ["passed", "missed", "none"] as const;

/** A run as a list shows it. */
export const evalRunSchema = z
  .object({
    id: z.string(),
    set: z.string(),
    setVersion: z.string(),
    engine: evalEngineSchema,
    models: z.array(z.string()),
    promptVersion: z.string(),
    policyVersion: z.string(),
    schemaVersion: z.int(),
    scorerVersion: z.string(),
    productVersion: z.string().nullable(),
    productCommit: z.string().nullable(),
    status: evalRunStatusSchema,
    failure: z.string().nullable(),
    cases: z.int(),
    repeats: z.int(),
    done: z.int().meta({ description: "Cards made so far, of cases × repeats" }),
    baselineId: z.string().nullable(),
    gateState: z.enum(gateStates),
    missedGates: z.array(z.string()),
    gatesVersion: z.string().nullable(),
    overridden: z.boolean().meta({ description: "An administrator let it pass over a missed gate" }),
    scores: scoresSchema.nullable(),
    simulated: z.boolean().meta({ description: "A simulated model read cases" }),
    costUsd: z.number().nullable(),
    startedBy: z.string().nullable(),
    createdAt: z.iso.datetime(),
    finishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: "EvalRun" });
export type EvalRun = z.infer<typeof evalRunSchema>;

const countsBy = <const Names extends readonly [string, ...string[]]>(names: Names) =>
  z.record(z.enum(names), z.int());

const analysisSchema = z
  .object({
    groups: z.array(
      z.object({
        by: z.enum(["kind", "label", "tag", "category"]),
        name: z.string(),
        cases: z.int(),
        scores: scoresSchema,
      }),
    ),
    categories: z
      .array(
        z.object({
          category: categorySchema,
          outcomes: z.int(),
          said: countsBy(categories),
          precision: z.number(),
          recall: z.number(),
          f1: z.number(),
        }),
      )
      .meta({ description: "Confusion matrix: a row for each labelled category" }),
    bands: z.array(z.object({ band: z.string(), outcomes: z.int(), said: countsBy(severities) })),
    calibration: z.array(
      z.object({
        from: z.number(),
        outcomes: z.int(),
        confidence: z.number().nullable(),
        right: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: "EvalAnalysis" });
export type RunAnalysis = z.infer<typeof analysisSchema>;

const overrideSchema = z
  .object({
    reason: z.string(),
    failedGates: z.array(z.string()),
    by: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "EvalOverride" });

export const evalRunDetailSchema = evalRunSchema
  .extend({
    gates: z.array(gateResultSchema).nullable(),
    override: overrideSchema.nullable(),
    analysis: analysisSchema.nullable(),
  })
  .meta({ id: "EvalRunDetail" });
export type EvalRunDetail = z.infer<typeof evalRunDetailSchema>;

export const evalRunPageSchema = z
  .object({ items: z.array(evalRunSchema), nextCursor: z.string().nullable() })
  .meta({ id: "EvalRunPage" });
export type EvalRunPage = z.infer<typeof evalRunPageSchema>;

const labelSchema = z.object({
  category: categorySchema.nullable(),
  categoryAlt: z.array(categorySchema),
  severityMin: severitySchema.nullable(),
  severityMax: severitySchema.nullable(),
});

/** A case with what the run said about it. */
const evalResultSchema = z
  .object({
    caseId: z.string(),
    title: z.string(),
    kind: caseKindSchema.nullable(),
    tags: z.array(z.string()),
    label: labelSchema,
    said: z.array(
      z.object({
        repeat: z.int(),
        category: categorySchema,
        severity: severitySchema,
        confidence: z.number(),
        passed: z.boolean().nullable(),
        degraded: z.boolean(),
      }),
    ),
    passRate: z.number().nullable(),
    ms: z.number(),
    costUsd: z.number().nullable(),
  })
  .meta({ id: "EvalResult" });
export type EvalResult = z.infer<typeof evalResultSchema>;

export const evalResultPageSchema = z
  .object({ items: z.array(evalResultSchema), nextCursor: z.string().nullable() })
  .meta({ id: "EvalResultPage" });
export type EvalResultPage = z.infer<typeof evalResultPageSchema>;

/** The text of a case and the card of its first repeat. */
export const evalResultDetailSchema = z
  .object({ caseId: z.string(), text: z.string().nullable(), card: cardSchema.nullable() })
  .meta({ id: "EvalResultDetail" });
export type EvalResultDetail = z.infer<typeof evalResultDetailSchema>;

/** May what this run measured go live? */
export const promotionSchema = z
  .object({
    allowed: z.boolean(),
    by: z.enum(["gates", "override"]).nullable(),
    failedGates: z.array(z.string()).meta({ description: "Why not; empty when every gate is green" }),
  })
  .meta({ id: "EvalPromotion" });
export type Promotion = z.infer<typeof promotionSchema>;
