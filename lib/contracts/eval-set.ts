import { z } from "zod";
import { caseIdSchema, caseKindSchema } from "./eval-case.ts";
import { gatesListSchema, gatesSchema } from "./eval-gates.ts";
import { storable } from "./text.ts";
import { categorySchema, type Severity, severitySchema } from "./vocabulary.ts";

export const setNameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, "must be lower case letters, digits and hyphens, at most 60");

const trendPointSchema = z.object({
  runId: z.string(),
  createdAt: z.iso.datetime(),
  category: z.number().nullable(),
  severityInBand: z.number().nullable(),
  urgentRecall: z.number().nullable(),
  missedGates: z.int(),
});
export type TrendPoint = z.infer<typeof trendPointSchema>;

const evalSetSchema = z
  .object({
    name: z.string(),
    builtIn: z.boolean().meta({ description: "Comes with the product and cannot be changed here" }),
    version: z.string(),
    revision: z.int(),
    cases: z.int(),
    gates: z.int(),
    updatedAt: z.iso.datetime(),
    trend: z
      .array(trendPointSchema)
      .meta({ description: "The newest finished runs, oldest first, at most 20" }),
  })
  .meta({ id: "EvalSet" });
export type EvalSet = z.infer<typeof evalSetSchema>;

export const evalSetListSchema = z.object({ items: z.array(evalSetSchema) }).meta({ id: "EvalSetList" });

/** What a set is made of, as far as it decides whether a run over it says enough. Only labelled cases count. */
export interface SetMakeup {
  /** Different texts: a copy of a case says nothing new. */
  texts: number;
  /** Cases that must be called P0 or P1. */
  urgent: number;
  /** Cases that accept a level and at most one other: a label that accepts everything tells no level apart. */
  levels: Record<Severity, number>;
}

/** A set with its gates and whether it is fit to judge. */
export const evalSetDetailSchema = evalSetSchema
  .omit({ gates: true, trend: true })
  .extend({
    gates: gatesListSchema,
    gatesVersion: z.string(),
    unfit: z.array(z.string()).meta({
      description: "Why no prompt or policy may be promoted over it; empty when it is fit to judge",
    }),
  })
  .meta({ id: "EvalSetDetail" });
export type EvalSetDetail = z.infer<typeof evalSetDetailSchema>;

/** The gates a set shall have. */
export const setGatesSchema = z
  .strictObject({
    gates: gatesSchema,
    basedOn: z
      .string()
      .max(60)
      .optional()
      .meta({ description: "`gatesVersion` they were changed from: refused when others came meanwhile" }),
    reason: z
      .string()
      .transform((value) => storable(value).trim())
      .pipe(z.string().min(1, "say why").max(500)),
  })
  .meta({ id: "SetEvalGates" });
export type SetGates = z.infer<typeof setGatesSchema>;

const evalSetCaseSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    kind: caseKindSchema.nullable(),
    category: categorySchema.nullable(),
    categoryAlt: z.array(categorySchema),
    severityMin: severitySchema.nullable(),
    severityMax: severitySchema.nullable(),
    labelOrigin: z.string().nullable(),
    tags: z.array(z.string()),
  })
  .meta({ id: "EvalSetCase" });
export const evalSetCasePageSchema = z
  .object({ items: z.array(evalSetCaseSchema), nextCursor: z.string().nullable() })
  .meta({ id: "EvalSetCasePage" });
export type EvalSetCasePage = z.infer<typeof evalSetCasePageSchema>;

/** What a set was after a change. */
const evalSetVersionSchema = z
  .object({
    revision: z.int(),
    version: z.string(),
    cases: z.int(),
    added: z.int().meta({ description: "Cases that came, or came in other words" }),
    removed: z.int().meta({ description: "Cases that went, or went for other words" }),
    by: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "EvalSetVersion" });
export const evalSetVersionPageSchema = z
  .object({ items: z.array(evalSetVersionSchema), nextCursor: z.string().nullable() })
  .meta({ id: "EvalSetVersionPage" });
export type EvalSetVersionPage = z.infer<typeof evalSetVersionPageSchema>;

/** What of a set shall be as it was: one case, or everything. */
export const restoreSetSchema = z
  .union([
    z.strictObject({ caseId: caseIdSchema.meta({ description: "A case that was taken out" }) }),
    z.strictObject({
      revision: z.int().min(1).meta({ description: "A revision whose cases the set shall have again" }),
    }),
  ])
  .meta({ id: "RestoreEvalSet" });
export type RestoreSet = z.infer<typeof restoreSetSchema>;

/** A triage that becomes a case, with the labels a person gave it or agreed to; the text is the ticket's, unchanged. */
export const addCaseSchema = z
  .strictObject({
    triageId: z.string().regex(/^tri_[0-9a-z]{26}$/, "is not an id of a triage"),
    category: categorySchema.optional().meta({ description: "The card's, as it is now, where absent" }),
    categoryAlt: z.array(categorySchema).max(4).default([]),
    severityMin: severitySchema.optional().meta({
      description: "Most severe level that counts as right; the other end, or the card's, where absent",
    }),
    severityMax: severitySchema.optional().meta({
      description: "Least severe level that counts as right; the other end, or the card's, where absent",
    }),
    kind: caseKindSchema.optional().meta({ description: "What the text looks like, where absent" }),
    tags: z
      .array(caseIdSchema.pipe(z.string().max(100)))
      .max(20)
      .default([]),
  })
  .refine(({ severityMin, severityMax }) => !severityMin || !severityMax || severityMin <= severityMax, {
    path: ["severityMax"],
    message: "must not be more severe than severityMin",
  })
  .meta({ id: "AddEvalCase" });
export type AddCase = z.infer<typeof addCaseSchema>;

export const importCasesSchema = z
  .strictObject({
    jsonl: z.string().min(1).meta({ description: "Cases as JSON, one a line" }),
    mode: z
      .enum(["merge", "replace"])
      .default("merge")
      .meta({ description: "merge: cases with the same id are replaced, the others stay" }),
  })
  .meta({ id: "ImportEvalCases" });
export type ImportCases = z.infer<typeof importCasesSchema>;

/** What a change made of a set. */
export const setChangeSchema = z
  .object({
    set: z.string(),
    version: z.string(),
    revision: z.int(),
    cases: z.int(),
    changed: z.boolean().meta({ description: "false when the set was like this already" }),
  })
  .meta({ id: "EvalSetChange" });
export type SetChange = z.infer<typeof setChangeSchema>;
