import { z } from "zod";
import { defaultReviewClocks, reviewClocksSchema } from "./review-clocks.ts";
import { shortText, storable } from "./text.ts";
import { categorySchema, environmentSchema, severitySchema } from "./vocabulary.ts";

/**
 * The policy: which models read tickets, when the strong ones do, which cards a human sees, how long a card may be
 * reused. Data with versions: a version never changes, and one of them is in force.
 */

export const providerNames = ["openai", "anthropic", "google", "compatible"] as const;

const shareWords = "must be a number from 0 to 1";
const share = z.number(shareWords).min(0, shareWords).max(1, shareWords);

export const modelNameSchema = z
  .string()
  .trim()
  .max(200)
  .regex(
    new RegExp(`^(${providerNames.join("|")}):.*\\S`),
    `must be provider:model with a provider of ${providerNames.join(", ")}`,
  );

/** Limits in milliseconds of one call to a model; those of the environment. */
const timeoutMsSchema = z.int().min(50).max(86_400_000);

/** Providers whose answers can carry log-probabilities. */
const telling = /^(?:openai|compatible):/;

export const policyModelSchema = z
  .strictObject({
    model: modelNameSchema.meta({ description: "`provider:model`" }),
    enabled: z.boolean(),
    timeoutMs: timeoutMsSchema.nullable().meta({ description: "null: as for all models" }),
    logProbabilities: z.boolean().optional().meta({
      description:
        "Whether the model is asked how likely its answer was to it, which then counts into confidence; most models that reason refuse that",
    }),
  })
  .refine(({ model, logProbabilities }) => !logProbabilities || telling.test(model), {
    path: ["logProbabilities"],
    message: "are told by models of openai and compatible only",
  });
export type PolicyModel = z.infer<typeof policyModelSchema>;

const tierModelsSchema = z
  .array(policyModelSchema)
  .max(12)
  .refine((models) => new Set(models.map(({ model }) => model)).size === models.length, {
    message: "names a model twice",
  })
  .meta({ description: "Preferred first" });

const modelsFields = { cheap: tierModelsSchema, strong: tierModelsSchema };

const routingFields = {
  strongServices: z
    .array(shortText)
    .max(50)
    .meta({ description: "Services whose tickets the strong tier reads, as senders name them" }),
  strongSeverities: z
    .array(severitySchema)
    .max(4)
    .meta({ description: "Severities that the strong tier reads, whoever points to them" }),
  strongCategories: z
    .array(categorySchema)
    .max(5)
    .meta({ description: "Categories that the strong tier reads, whoever points to them" }),
  strongOnHarm: z
    .boolean()
    .meta({ description: "Whether data that is lost or exposed and lost money are for the strong tier" }),
  criticalIn: z
    .array(environmentSchema)
    .max(3)
    .meta({ description: "Environments in which a ticket can be critical; where nobody names one, it can" }),
  startStrongFrom: share.meta({
    description:
      "Confidence of the rules engine from which what it says is critical goes to the strong tier at once",
  }),
  escalateBelow: share.meta({
    description: "Confidence of a cheap card under which the strong tier is asked",
  }),
  disagreementFrom: share.meta({
    description:
      "Confidence of the rules engine from which a cheap card that differs from it is looked at again",
  }),
  unsupportedFrom: z.int().min(1).max(50).meta({
    description: "Claims of a cheap card not found in the text from which the strong tier is asked",
  }),
  longFrom: z
    .int()
    .min(100)
    .max(100_000)
    .meta({ description: "Characters from which a text counts as long" }),
  strongOnMixed: z.boolean().meta({
    description: "Whether texts of several kinds in one, such as prose with a stack trace, are ambiguous",
  }),
  strongOnSteering: z.boolean().meta({
    description: "Whether texts that tell the reader what to answer are ambiguous",
  }),
};

const routingObject = z.strictObject(routingFields);
export type RoutingPolicy = z.infer<typeof routingObject>;

const routingDefaults: RoutingPolicy = {
  strongServices: [],
  strongSeverities: ["P0", "P1"],
  strongCategories: ["security"],
  strongOnHarm: true,
  criticalIn: ["production", "staging"],
  startStrongFrom: 0.6,
  escalateBelow: 0.65,
  disagreementFrom: 0.6,
  unsupportedFrom: 2,
  longFrom: 12_000,
  strongOnMixed: true,
  strongOnSteering: true,
};

/** What a stored version does not say yet is as by default. */
const routingSchema = z.preprocess(
  (stored) => ({ ...routingDefaults, ...(typeof stored === "object" ? stored : {}) }),
  routingObject,
);

export const promptVersionSchema = z.string().regex(/^[0-9a-f]{12}$/, "is not the version of a prompt");

const promptsFields = {
  active: promptVersionSchema
    .nullable()
    .meta({ description: "The prompt in use; null: the newest that comes with the product" }),
  candidate: z
    .strictObject({ version: promptVersionSchema, percent: z.int().min(1).max(99) })
    .nullable()
    .meta({ description: "Another prompt for some of the incidents, by their fingerprint; null: none" }),
};

const fields = {
  attemptTimeoutMs: timeoutMsSchema.meta({ description: "One model call, to its last byte" }),
  maxModelCalls: z
    .int()
    .min(1)
    .max(3)
    .meta({ description: "Calls an operation may make, whatever their mix" }),
  cacheTtlSeconds: z
    .int()
    .min(0)
    .max(31_536_000)
    .meta({ description: "How long a card may be reused for the same incident" }),
  reviewBelow: share.meta({ description: "Confidence under which a card goes to human review" }),
  spotCheckShare: share.max(0.5).meta({
    description: "Share of confident cards that humans see nevertheless, to learn how right they are",
  }),
  reviewClocks: reviewClocksSchema.meta({
    description: "How long cards that are queued from now on may wait in the review queue",
  }),
};

/** Everything a version of the policy says. What a stored version does not say yet is as by default. */
export const policyContentSchema = z
  .strictObject({
    models: z.strictObject(modelsFields),
    routing: routingSchema,
    prompts: z.strictObject(promptsFields).default({ active: null, candidate: null }),
    attemptTimeoutMs: fields.attemptTimeoutMs,
    maxModelCalls: fields.maxModelCalls.default(3),
    cacheTtlSeconds: fields.cacheTtlSeconds,
    reviewBelow: fields.reviewBelow,
    spotCheckShare: fields.spotCheckShare.default(0),
    reviewClocks: fields.reviewClocks.default(defaultReviewClocks),
  })
  .meta({ id: "PolicyContent" });
export type PolicyContent = z.infer<typeof policyContentSchema>;

/** What is to be different; everything else stays as it is. Prompts are promoted in a way of their own. */
export const policyPatchSchema = z
  .strictObject({
    models: z.strictObject(modelsFields).partial(),
    routing: z.strictObject(routingFields).partial(),
    prompts: z.strictObject(promptsFields).partial(),
    ...fields,
  })
  .partial();
export type PolicyPatch = z.infer<typeof policyPatchSchema>;

/** The patch without prompts. */
export const ownPatchSchema = policyPatchSchema.omit({ prompts: true }).meta({ id: "PolicyPatch" });

const policyVersionNameSchema = z.string().regex(/^pol_[0-9a-f]{12}$/, "is not a version of the policy");

export const changeReasonSchema = z
  .string()
  .transform((value) => storable(value).trim())
  .pipe(z.string().min(1, "say why").max(500));

/** A version and what it says. */
export interface PolicyVersion {
  version: string;
  content: PolicyContent;
}

/** environment: by the first start; change: by somebody; roll_back: to a version of before. */
export const activationKinds = ["environment", "change", "roll_back"] as const;

const policyActivationSchema = z
  .object({
    number: z.int().meta({ description: "Counts up with every activation" }),
    version: z.string(),
    previous: z.string().nullable().meta({ description: "The version in force before" }),
    kind: z.enum(activationKinds),
    reason: z.string(),
    by: z.string(),
    at: z.iso.datetime(),
  })
  .meta({ id: "PolicyActivation" });
export type PolicyActivation = z.infer<typeof policyActivationSchema>;

/** A value of the environment that another one of the console has taken the place of. */
const environmentDifferenceSchema = z.object({
  variable: z.string().meta({ examples: ["TRIAGE_CHEAP_MODELS"] }),
  environment: z.string(),
  policy: z.string(),
});
export type EnvironmentDifference = z.infer<typeof environmentDifferenceSchema>;

export const policyStateSchema = z
  .object({
    version: z.string(),
    content: policyContentSchema,
    activation: policyActivationSchema,
    differences: z
      .array(environmentDifferenceSchema)
      .meta({ description: "Where the console and not the environment has the last word" }),
    changedVariables: z
      .array(z.string())
      .meta({ description: "What the environment says anew since the activation, and counts" }),
  })
  .meta({ id: "Policy" });
export type PolicyState = z.infer<typeof policyStateSchema>;

export const policyHistorySchema = z
  .object({
    items: z.array(policyActivationSchema.extend({ content: policyContentSchema })),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: "PolicyHistory" });
export type PolicyHistory = z.infer<typeof policyHistorySchema>;

/** What speaks for something that decides what cards say. */
export const gateFields = {
  runId: z
    .string()
    .regex(/^run_[0-9a-z]{26}$/, "is not an id of a run")
    .optional()
    .meta({ description: "The eval run that speaks for it" }),
  override: z.boolean().default(false).meta({ description: "Without a green run; the reason is kept" }),
};
export interface GateClaim {
  runId?: string | undefined;
  override?: boolean | undefined;
}

/** `basedOn`: the version one has seen; with another one in force meanwhile nothing is changed. */
export const policyChangeSchema = z
  .strictObject({
    patch: ownPatchSchema,
    reason: changeReasonSchema,
    basedOn: policyVersionNameSchema.optional(),
    ...gateFields,
  })
  .meta({ id: "PolicyChange" });
export type PolicyChange = Omit<z.input<typeof policyChangeSchema>, "patch"> & { patch: PolicyPatch };

export const policyActivateSchema = z
  .strictObject({
    version: policyVersionNameSchema,
    reason: changeReasonSchema,
    basedOn: policyVersionNameSchema.optional(),
  })
  .meta({ id: "PolicyRollBack" });
export type PolicyRollBack = z.infer<typeof policyActivateSchema>;

/** A change that is thought of, or a version to go back to. */
export const policyPreviewRequestSchema = z
  .union([z.strictObject({ patch: ownPatchSchema }), z.strictObject({ version: policyVersionNameSchema })])
  .meta({ id: "PolicyPreviewRequest" });
export type PolicyPreviewRequest = z.infer<typeof policyPreviewRequestSchema>;

export const policyPreviewSchema = z
  .object({
    version: z.string(),
    gate: z.enum(["not_needed", "green", "missing"]).meta({
      description:
        "not_needed: cards say the same, or it is the way back to what was in use; missing: it takes an override",
    }),
    greenRunId: z.string().nullable().meta({ description: "The eval run that speaks for it" }),
    missing: z.array(z.string()),
    latestRun: z
      .object({ id: z.string(), set: z.string(), isWorking: z.boolean(), done: z.int(), total: z.int() })
      .nullable()
      .meta({ description: "The newest eval run of it" }),
  })
  .meta({ id: "PolicyPreview" });
export type PolicyPreview = z.infer<typeof policyPreviewSchema>;
