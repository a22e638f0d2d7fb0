import { z } from "zod";
import { shortText, storable, ticketTextSchema } from "./text.ts";
import { categorySchema, environmentSchema, severitySchema } from "./vocabulary.ts";

/** What a text is; a set is scored kind by kind. */
export const caseKinds = ["alert", "ticket", "log", "stacktrace", "issue", "postmortem"] as const;
export const caseKindSchema = z.enum(caseKinds);
export type CaseKind = z.infer<typeof caseKindSchema>;

const word = z
  .string()
  .transform((value) => storable(value).trim())
  .pipe(z.string().min(1).max(100));

export const caseIdSchema = z
  .string()
  .transform((value) => storable(value).trim())
  .pipe(z.string().min(1).max(200));

/**
 * One labelled ticket of an eval set, as a line of its JSONL file. Labels may be missing; then only a prediction is
 * made. The engine sees `text`, `service` and `environment`, and nothing else.
 */
export const evalCaseSchema = z
  .object({
    id: caseIdSchema,
    text: ticketTextSchema,
    service: shortText.optional(),
    environment: environmentSchema.optional(),
    kind: caseKindSchema.optional(),
    category: categorySchema.optional(),
    category_alt: z
      .array(categorySchema)
      .default([])
      .meta({ description: "Other categories a sensible person could defend" }),
    severity_min: severitySchema.optional().meta({ description: "Most severe level that counts as right" }),
    severity_max: severitySchema.optional().meta({ description: "Least severe level that counts as right" }),
    label_origin: word.optional().meta({ description: "Who made the label" }),
    runbook: caseIdSchema.nullish(),
    runbook_alt: z.array(caseIdSchema).max(50).default([]),
    dup_of: caseIdSchema.nullish().meta({ description: "An earlier case about the same incident" }),
    twin_of: caseIdSchema
      .nullish()
      .meta({ description: "The case without the injected instructions; both must get the same verdict" }),
    tags: z.array(word).max(20).default([]),
  })
  .meta({ id: "EvalCase" });
export type EvalCase = z.infer<typeof evalCaseSchema>;
