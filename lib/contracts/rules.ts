import { z } from "zod";
import { cueStrengths, factsSchema } from "./facts.ts";
import { storable, ticketTextSchema } from "./text.ts";
import { categorySchema, environmentSchema, severitySchema } from "./vocabulary.ts";

/** What the rules engine knows beyond its own knowledge, and how it explains what it makes of a text. */

/** Categories that words can speak for. */
export const signalCategories = ["infra", "app", "data", "security"] as const;
const signalCategorySchema = z.enum(signalCategories);

/** What words can say of a severity: how grave it is at least, or at most. */
export const severityLimits = [
  "at_least_P0",
  "at_least_P1",
  "at_least_P2",
  "at_most_P1",
  "at_most_P2",
  "at_most_P3",
] as const;
const severityLimitSchema = z.enum(severityLimits);
export type SeverityLimit = z.infer<typeof severityLimitSchema>;

const line = (maxCharacters: number) =>
  z
    .string()
    .transform((value) => storable(value).replace(/\s+/g, " ").trim())
    .pipe(z.string().min(1).max(maxCharacters));

/** How many own signals an organisation may have; each is tried on every ticket. */
export const signalsMax = 500;

export const newSignalSchema = z
  .strictObject({
    phrase: line(120).meta({
      description:
        "Words in any case. `a|b` is one of these, `word*` any word that begins so, `..` up to five other words",
      examples: ["zephyr gateway", "order hub .. stuck|late"],
    }),
    category: signalCategorySchema.optional().meta({ description: "The category that the words speak for" }),
    strength: z.enum(cueStrengths).default("strong").meta({ description: "How much, for a category" }),
    severity: severityLimitSchema.optional().meta({
      description:
        "Instead of a category: how grave a ticket with these words is at least or at most. The graver wins; harm that is certain and an attacker inside have no upper limit",
    }),
    note: line(500).optional().meta({ description: "Why, for whoever reads it later" }),
  })
  .refine(({ category, severity }) => (category === undefined) !== (severity === undefined), {
    path: ["category"],
    message: "A signal speaks for either a category or a severity",
  })
  .meta({ id: "NewSignal" });
export type NewSignal = z.input<typeof newSignalSchema>;

export const signalSchema = z
  .object({
    id: z.string(),
    phrase: z.string(),
    category: signalCategorySchema.nullable(),
    strength: z.enum(cueStrengths).nullable().meta({ description: "null for a severity" }),
    severity: severityLimitSchema.nullable(),
    note: z.string().nullable(),
    enabled: z.boolean(),
    createdBy: z.string().meta({ description: "Name of the person or key" }),
    createdAt: z.iso.datetime(),
    changedBy: z.string(),
    changedAt: z.iso.datetime(),
  })
  .meta({ id: "Signal" });
export type OwnSignal = z.infer<typeof signalSchema>;

export const signalListSchema = z.object({ items: z.array(signalSchema) }).meta({ id: "SignalList" });

/** Words stay as they are: another phrase is another signal, so that what a card rested on can be told later. */
export const signalChangeSchema = z.strictObject({ enabled: z.boolean() }).meta({ id: "SignalChange" });
export type SignalChange = z.infer<typeof signalChangeSchema>;

export const explainRequestSchema = z
  .strictObject({
    text: ticketTextSchema,
    environment: environmentSchema.optional().meta({ description: "As the sender said beside the text" }),
  })
  .meta({ id: "ExplainRequest" });
export type ExplainRequest = z.infer<typeof explainRequestSchema>;

const sharesSchema = z.object({
  infra: z.number(),
  app: z.number(),
  data: z.number(),
  security: z.number(),
  unknown: z.number(),
});

/** Two neighbouring levels, either of which a sensible person could give; the least severe stands alone. */
export const severityBands = ["P0-P1", "P1-P2", "P2-P3", "P3"] as const;
const bandSharesSchema = z.object({
  "P0-P1": z.number(),
  "P1-P2": z.number(),
  "P2-P3": z.number(),
  P3: z.number(),
});

/** What signals add to each class of a linear model. Those listed and the rest make up the whole, which decided. */
const movedSchema = <Weights extends z.ZodType>(weights: Weights, pull: string) =>
  z.object({
    signals: z
      .array(
        z.object({
          name: z.string().meta({ description: "As the weights know it, such as `title dns (strong)`" }),
          value: z.number(),
          words: z.array(z.string()).meta({ description: "Words of the text that make it up" }),
          weights: weights.meta({ description: "What it adds to each" }),
          pull: z.number().meta({ description: pull }),
        }),
      )
      .meta({ description: "Those that moved most, strongest first" }),
    rest: z
      .object({ count: z.int(), weights, pull: z.number() })
      .meta({ description: "All signals that are not listed, together" }),
    total: weights.meta({ description: "What all signals add: the score that the shares are made of" }),
  });

const categoryMovedSchema = movedSchema(
  sharesSchema,
  "What it adds to the category chosen, less what it adds to the next",
);
const severityMovedSchema = movedSchema(
  bandSharesSchema,
  "What it adds to the two graver bands, less what it adds to the two milder ones",
);
export type Moved = Omit<z.infer<typeof categoryMovedSchema | typeof severityMovedSchema>, "total">;

/** Rules that take the severity from one level to the next, in this order. */
export const severityRules = [
  "policy",
  "likeliest",
  "close_call",
  "worst_band",
  "far_off",
  "facts",
  "beside_the_text",
  "own_signal",
] as const;

const severityExplainedSchema = severityMovedSchema.extend({
  policy: z
    .object({ severity: severitySchema, reasons: z.array(z.string()) })
    .meta({ description: "Where the recognised facts lead by the matrix, with floors and caps" }),
  bands: bandSharesSchema.meta({ description: "How likely each band is by the weights; sums to 1" }),
  steps: z
    .array(z.object({ rule: z.enum(severityRules), severity: severitySchema }))
    .meta({ description: "What decided between facts and weights, in order; the last one is the answer" }),
});
export type SeverityExplained = z.infer<typeof severityExplainedSchema>;

const firedSchema = z.object({
  quote: z.string(),
  start: z.int(),
  says: z.array(z.string()).meta({ description: "What the words show, such as `capability core_down`" }),
  counts: z.boolean().meta({ description: "false: a word before it turns it round" }),
  own: z.boolean().meta({ description: "true: by a signal of the organisation" }),
});

/** What the rules engine made of a text, signal by signal. */
export const explanationSchema = z
  .object({
    category: categorySchema,
    severity: severitySchema,
    confidence: z.number(),
    shares: sharesSchema.meta({ description: "How likely each category is by the weights; sums to 1" }),
    ...categoryMovedSchema.shape,
    severityExplained: severityExplainedSchema.meta({ description: "What moved the severity" }),
    vague: z
      .boolean()
      .meta({ description: "The text says too little to be judged, which holds the confidence down" }),
    fired: z.array(firedSchema).meta({ description: "Everything that was recognised, by place" }),
    firedInAll: z.int().meta({ description: "How many; the list shows the first of them" }),
    facts: factsSchema,
    reasons: z.array(z.string()),
    steering: z
      .array(z.string())
      .meta({ description: "Stretches that tell the reader what to answer; not read" }),
    rulesVersion: z.string(),
  })
  .meta({ id: "Explanation" });
export type Explanation = z.infer<typeof explanationSchema>;
