import { z } from "zod";
import { caseIdSchema, caseKindSchema } from "./eval-case.ts";
import { comparisonSchema } from "./eval-comparison.ts";
import {
  evalEngineSchema,
  evalResultDetailSchema,
  evalResultPageSchema,
  evalRunDetailSchema,
  evalRunPageSchema,
  evalRunSchema,
  promotionSchema,
  repeatsMax,
} from "./eval-run.ts";
import {
  addCaseSchema,
  evalSetCasePageSchema,
  evalSetDetailSchema,
  evalSetListSchema,
  evalSetVersionPageSchema,
  importCasesSchema,
  restoreSetSchema,
  setChangeSchema,
  setGatesSchema,
  setNameSchema,
} from "./eval-set.ts";
import { define, idParams, type Operation } from "./operation.ts";
import { ownPatchSchema, promptVersionSchema } from "./policy.ts";
import { storable } from "./text.ts";
import { categorySchema } from "./vocabulary.ts";

const runParams = idParams("run");
const setParams = z.object({ set: setNameSchema });
const runIdSchema = z.string().regex(/^run_[0-9a-z]{26}$/, "is not an id of a run");
const paging = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

export const listEvalSetsOperation = define({
  method: "GET",
  path: "/api/v1/evals/sets",
  id: "listEvalSets",
  summary: "List eval sets with the trend of their runs",
  scope: "triage:read",
  answer: evalSetListSchema,
  success: "The sets, by name; at most 200",
});

export const getEvalSetOperation = define({
  method: "GET",
  path: "/api/v1/evals/sets/{set}",
  id: "getEvalSet",
  summary: "Read an eval set with its gates",
  description:
    "`unfit` says in words why no prompt or policy may be promoted over it: too few different texts, too few cases that must be P0 or P1, or a level that hardly occurs.",
  scope: "triage:read",
  params: setParams,
  answer: evalSetDetailSchema,
  success: "The set as it is now",
});

export const setEvalGatesOperation = define({
  method: "POST",
  path: "/api/v1/evals/sets/{set}/gates",
  id: "setEvalGates",
  summary: "Change the gates of an eval set",
  description:
    "The gates as files have them. Runs over earlier gates keep what was found, and no longer speak for a promotion. Gates of sets that come with the product change with a release.",
  scope: "admin",
  params: setParams,
  body: setGatesSchema,
  answer: evalSetDetailSchema,
  success: "The set as it is now",
});

export const listEvalSetCasesOperation = define({
  method: "GET",
  path: "/api/v1/evals/sets/{set}/cases",
  id: "listEvalSetCases",
  summary: "List the cases of an eval set",
  scope: "triage:read",
  params: setParams,
  query: z.strictObject({ ...paging, category: categorySchema.optional(), kind: caseKindSchema.optional() }),
  answer: evalSetCasePageSchema,
  success: "A page of cases in the order of the set",
});

export const addEvalCaseOperation = define({
  method: "POST",
  path: "/api/v1/evals/sets/{set}/cases",
  id: "addEvalCase",
  summary: "Make a triage a case of an eval set",
  description:
    "The text is the ticket's, byte for byte; the labels are yours. A set that does not exist comes into being; the same triage again replaces its case. Every change is a new version of the set.",
  scope: "evals:write",
  params: setParams,
  body: addCaseSchema,
  answer: setChangeSchema,
  success: "The set as it is now",
});

export const removeEvalCaseOperation = define({
  method: "POST",
  path: "/api/v1/evals/sets/{set}/remove",
  id: "removeEvalCase",
  summary: "Take a case out of an eval set",
  description: "Earlier versions of the set, and runs over them, keep it.",
  scope: "evals:write",
  params: setParams,
  body: z.strictObject({ caseId: caseIdSchema }),
  answer: setChangeSchema,
  success: "The set as it is now",
});

export const listEvalSetVersionsOperation = define({
  method: "GET",
  path: "/api/v1/evals/sets/{set}/versions",
  id: "listEvalSetVersions",
  summary: "List what an eval set was after each change, newest first",
  scope: "triage:read",
  params: setParams,
  query: z.strictObject(paging),
  answer: evalSetVersionPageSchema,
  success: "A page of versions",
});

export const restoreEvalSetOperation = define({
  method: "POST",
  path: "/api/v1/evals/sets/{set}/restore",
  id: "restoreEvalSet",
  summary: "Put a removed case back, or the whole set to an earlier revision",
  description:
    "A case comes back in the words it had last, where it stood. Either is a change like any other, a new revision, and can be taken back in the same way.",
  scope: "evals:write",
  params: setParams,
  body: restoreSetSchema,
  answer: setChangeSchema,
  success: "The set as it is now",
});

export const importEvalCasesOperation = define({
  method: "POST",
  path: "/api/v1/evals/sets/{set}/import",
  id: "importEvalCases",
  summary: "Import cases from JSONL",
  description: "A set that does not exist comes into being. All lines are taken or none.",
  scope: "evals:write",
  params: setParams,
  body: importCasesSchema,
  answer: setChangeSchema,
  success: "The set as it is now",
});

export const exportEvalSetOperation = define({
  method: "GET",
  path: "/api/v1/evals/sets/{set}/export",
  id: "exportEvalSet",
  summary: "Export an eval set as JSONL",
  scope: "triage:read",
  params: setParams,
  query: z.strictObject({
    version: z
      .string()
      .max(40)
      .optional()
      .meta({ description: "An earlier version; the present one if absent" }),
  }),
  answer: z.string(),
  answerType: "application/x-ndjson",
  success: "The cases, one a line",
});

export const listEvalRunsOperation = define({
  method: "GET",
  path: "/api/v1/evals/runs",
  id: "listEvalRuns",
  summary: "List eval runs, newest first",
  scope: "triage:read",
  query: z.strictObject({
    ...paging,
    set: z.string().max(200).optional(),
    promptVersion: promptVersionSchema.optional(),
  }),
  answer: evalRunPageSchema,
  success: "A page of runs",
});

export const startEvalRunOperation = define({
  method: "POST",
  path: "/api/v1/evals/runs",
  id: "startEvalRun",
  summary: "Start a run over an eval set",
  description: "Answers at once; the run works in the background and its results appear as they are made.",
  scope: "evals:write",
  body: z
    .strictObject({
      set: setNameSchema,
      engine: evalEngineSchema.default("auto"),
      repeats: z.int().min(1).max(repeatsMax).default(1),
      baselineId: runIdSchema.optional(),
      promptVersion: promptVersionSchema.optional().meta({ description: "The one in use where absent" }),
      policyPatch: ownPatchSchema
        .optional()
        .meta({ description: "A change of the policy to judge before it is made" }),
    })
    .meta({ id: "StartEvalRun" }),
  answer: evalRunSchema,
  success: "The run, queued",
});

export const getEvalRunOperation = define({
  method: "GET",
  path: "/api/v1/evals/runs/{id}",
  id: "getEvalRun",
  summary: "Read an eval run with its scores and gates",
  scope: "triage:read",
  params: runParams,
  answer: evalRunDetailSchema,
  success: "The run as it is now",
});

export const listEvalResultsOperation = define({
  method: "GET",
  path: "/api/v1/evals/runs/{id}/results",
  id: "listEvalResults",
  summary: "List what a run said, case by case",
  scope: "triage:read",
  params: runParams,
  query: z.strictObject({
    ...paging,
    outcome: z.enum(["passed", "failed"]).optional(),
    category: categorySchema.optional().meta({ description: "The labelled one" }),
    kind: caseKindSchema.optional(),
  }),
  answer: evalResultPageSchema,
  success: "A page of cases in the order of the set",
});

export const getEvalResultOperation = define({
  method: "GET",
  path: "/api/v1/evals/runs/{id}/result",
  id: "getEvalResult",
  summary: "Read the text of a case and the card a run made of it",
  scope: "triage:read",
  params: runParams,
  query: z.strictObject({ caseId: caseIdSchema }),
  answer: evalResultDetailSchema,
  success: "Text and card",
});

export const cancelEvalRunOperation = define({
  method: "POST",
  path: "/api/v1/evals/runs/{id}/cancel",
  id: "cancelEvalRun",
  summary: "Stop a run; what it made stays, and it can be resumed",
  scope: "evals:write",
  params: runParams,
  answer: evalRunSchema,
  success: "The run, cancelled",
});

export const resumeEvalRunOperation = define({
  method: "POST",
  path: "/api/v1/evals/runs/{id}/resume",
  id: "resumeEvalRun",
  summary: "Go on with a run that was cancelled, interrupted or failed",
  description:
    "One process alone takes it up, with the set, prompt and policy it was begun with. Refused when the rules engine has changed since: its cards would be of two kinds.",
  scope: "evals:write",
  params: runParams,
  answer: evalRunSchema,
  success: "The run, queued again; cards it made already are kept",
});

export const compareEvalRunsOperation = define({
  method: "GET",
  path: "/api/v1/evals/compare",
  id: "compareEvalRuns",
  summary: "Compare two runs case by case",
  description:
    "A case that the baseline answered and the candidate did not counts as wrong. A measure is worse only when the 95% interval of its difference excludes 0 and the cases that moved do not divide as chance would divide them.",
  scope: "triage:read",
  query: z.strictObject({
    a: runIdSchema.meta({ description: "Baseline" }),
    b: runIdSchema.meta({ description: "Candidate" }),
  }),
  answer: comparisonSchema,
  success: "The comparison, regressions first",
});

export const getEvalPromotionOperation = define({
  method: "GET",
  path: "/api/v1/evals/runs/{id}/promotion",
  id: "getEvalPromotion",
  summary: "May what this run measured go live?",
  scope: "triage:read",
  params: runParams,
  answer: promotionSchema,
  success: "Allowed, or the gates that are missed",
});

export const overrideEvalGateOperation = define({
  method: "POST",
  path: "/api/v1/evals/runs/{id}/override",
  id: "overrideEvalGate",
  summary: "Let what a run measured go live over a missed gate",
  description: "Who did it, when, why and over which gates is kept.",
  scope: "admin",
  params: runParams,
  body: z.strictObject({
    reason: z
      .string()
      .transform((value) => storable(value).trim())
      .pipe(z.string().min(10, "say why in at least 10 characters").max(1000)),
  }),
  answer: promotionSchema,
  success: "Allowed by override",
});

export const evalOperations: readonly Operation[] = [
  listEvalSetsOperation,
  getEvalSetOperation,
  setEvalGatesOperation,
  listEvalSetCasesOperation,
  addEvalCaseOperation,
  removeEvalCaseOperation,
  restoreEvalSetOperation,
  listEvalSetVersionsOperation,
  importEvalCasesOperation,
  exportEvalSetOperation,
  listEvalRunsOperation,
  startEvalRunOperation,
  getEvalRunOperation,
  listEvalResultsOperation,
  getEvalResultOperation,
  cancelEvalRunOperation,
  resumeEvalRunOperation,
  compareEvalRunsOperation,
  getEvalPromotionOperation,
  overrideEvalGateOperation,
];
