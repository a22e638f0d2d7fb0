import { z } from "zod";
import { changeReasonSchema, gateFields, promptVersionSchema } from "./policy.ts";
import { shortText, storable, ticketTextSchema } from "./text.ts";
import { triageSchema } from "./triage.ts";

/**
 * Prompts as versions: the instructions to the model with its parameters. A version is named by the hash of everything
 * the model sees but the ticket, and never changes.
 */

/** Where the rules about untrusted text come into the instructions, and where the fenced ticket stands. */
export const untrustedPlaceholder = "{{untrusted}}";
export const ticketPlaceholder = "{{ticket}}";

const once = (placeholder: string, what: string) => (text: string) =>
  text.split(placeholder).length === 2 ? undefined : `must hold ${placeholder} once: ${what}`;

const template = (maxCharacters: number, placeholder: string, what: string) =>
  z
    .string()
    .transform((value) => storable(value).replaceAll("\r\n", "\n").trim())
    .pipe(
      z
        .string()
        .min(1)
        .max(maxCharacters)
        .superRefine((text, context) => {
          const message = once(placeholder, what)(text);
          if (message) context.addIssue({ code: "custom", message });
        }),
    );

/** Effort of models that reason; elsewhere it has no effect. */
export const reasoningEfforts = ["minimal", "low", "medium", "high"] as const;

const parametersSchema = z.strictObject({
  temperature: z.number().min(0).max(2).nullable().meta({ description: "null: the provider's own" }),
  maxOutputTokens: z.int().min(1_024).max(32_768),
  reasoningEffort: z.enum(reasoningEfforts),
});
export type PromptParameters = z.infer<typeof parametersSchema>;

export const promptContentSchema = z
  .strictObject({
    system: template(40_000, untrustedPlaceholder, "the rules about untrusted text come in there").meta({
      description: "Instructions, the same for every ticket",
    }),
    user: template(4_000, ticketPlaceholder, "the ticket comes in there, between marked lines").meta({
      description: "The message with the ticket",
    }),
    parameters: parametersSchema,
  })
  .meta({ id: "PromptContent" });
export type PromptContent = z.infer<typeof promptContentSchema>;

/** active: in use; candidate: in use for some; retired: was in use; draft: never was. */
const promptStates = ["active", "candidate", "retired", "draft"] as const;

const promptSummarySchema = z.object({
  version: z.string(),
  name: z.string(),
  note: z.string(),
  builtIn: z.boolean().meta({ description: "Comes with the product" }),
  basedOn: z.string().nullable(),
  schemaVersion: z.string().meta({ description: "Of the answer that the model is asked for" }),
  state: z.enum(promptStates),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
});
export type PromptSummary = z.infer<typeof promptSummarySchema>;

export const promptListSchema = z
  .object({
    items: z.array(promptSummarySchema).meta({ description: "Newest first; at most 200" }),
    active: z.string(),
    candidate: z.object({ version: z.string(), percent: z.int() }).nullable(),
    policy: z.string().meta({ description: "Version of the policy that says so" }),
  })
  .meta({ id: "PromptList" });
export type PromptList = z.infer<typeof promptListSchema>;

export const promptSchema = promptSummarySchema
  .extend({ content: promptContentSchema })
  .meta({ id: "Prompt" });
export type Prompt = z.infer<typeof promptSchema>;

const line = z
  .string()
  .transform((value) => storable(value).replace(/\s+/g, " ").trim())
  .pipe(z.string().min(1).max(80));

export const newPromptSchema = z
  .strictObject({
    name: line,
    note: z.string().max(500).default(""),
    basedOn: promptVersionSchema.nullable().default(null),
    content: promptContentSchema,
  })
  .meta({ id: "NewPrompt" });
export type NewPrompt = z.output<typeof newPromptSchema>;

export const tryPromptsSchema = z
  .strictObject({
    text: ticketTextSchema,
    service: shortText.optional(),
    versions: z.array(promptVersionSchema).min(1).max(2),
  })
  .meta({ id: "TryPrompts" });
export type TryPrompts = z.infer<typeof tryPromptsSchema>;

const triedSchema = z.object({
  version: z.string(),
  card: triageSchema.shape.card.unwrap(),
  origin: triageSchema.shape.origin,
  costUsd: z.number().nullable(),
  ms: z.number(),
});
export type TriedPrompt = z.infer<typeof triedSchema>;
export const triedPromptsSchema = z.object({ items: z.array(triedSchema) }).meta({ id: "TriedPrompts" });

export const promotePromptSchema = z
  .strictObject({ reason: changeReasonSchema, ...gateFields })
  .meta({ id: "PromotePrompt" });
export type PromotePrompt = z.output<typeof promotePromptSchema>;

export const splitPromptsSchema = z
  .strictObject({
    candidate: z.strictObject({ version: promptVersionSchema, percent: z.int().min(1).max(99) }).nullable(),
    reason: changeReasonSchema,
    ...gateFields,
  })
  .meta({ id: "SplitPrompts" });
export type SplitPrompts = z.input<typeof splitPromptsSchema>;
