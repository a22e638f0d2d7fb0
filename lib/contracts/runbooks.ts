import { z } from "zod";
import { shortText, storable, ticketTextSchema } from "./text.ts";
import { categorySchema, pathSchema, reviewStateSchema, severitySchema } from "./vocabulary.ts";

const runbookIdMaxCharacters = 300;
/** Characters of one runbook; a longer one is refused, so that nothing is cut off unnoticed. */
export const runbookMaxCharacters = 200_000;
const runbooksInUpload = 200;

/** A runbook that a triage points to. */
export const runbookMatchSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    section: z.string().meta({ description: "Headings down to the section to read first" }),
    sectionOrdinal: z.int().min(0).meta({ description: "Its place among the runbook's sections, from 0" }),
    score: z.number().min(0).max(1).meta({ description: "How surely the runbook is about the ticket" }),
  })
  .meta({ id: "RunbookMatch" });
export type RunbookMatch = z.infer<typeof runbookMatchSchema>;

/** One path segment or more, as the file lies in its folder, without `.md`. */
export const runbookIdSchema = z
  .string()
  .min(1)
  .max(runbookIdMaxCharacters)
  .refine((id) => storable(id) === id && !/[\p{Cc}\\]/u.test(id), "has characters that an id cannot have")
  .refine(
    (id) => id.split("/").every((part) => part !== "" && part !== "." && part !== ".."),
    "has an empty part, or one of dots",
  );

function decoded(part: unknown): unknown {
  try {
    return decodeURIComponent(String(part));
  } catch {
    // Not an id then; the schema says so.
    return null;
  }
}

/** An id in the path of an address, as its parts. */
export const runbookAddressSchema = z
  .preprocess((value) => {
    const parts = [value].flat().map(decoded);
    return parts.includes(null) ? null : parts.join("/");
  }, runbookIdSchema)
  .meta({ type: "string", examples: ["platform/DiskFull"] });

const listItemSchema = z.object({
  id: z.string(),
  title: z.string(),
  source: z.string(),
  sections: z.int(),
  updatedAt: z.iso.datetime(),
  usedBy: z.int().meta({ description: "Tickets of the last 30 days that point to it" }),
});
export type RunbookListItem = z.infer<typeof listItemSchema>;

export const runbookListQuerySchema = z
  .strictObject({
    cursor: z.string().max(600).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .meta({ id: "RunbookListQuery" });
export type RunbookListQuery = z.infer<typeof runbookListQuerySchema>;

export const runbookPageSchema = z
  .object({ items: z.array(listItemSchema), nextCursor: z.string().nullable() })
  .meta({ id: "RunbookPage" });
export type RunbookPage = z.infer<typeof runbookPageSchema>;

/** The git checkout that a folder of runbooks is or lies in, as it was when it was read. */
const checkoutShape = {
  commit: z
    .string()
    .nullable()
    .meta({ description: "Of the git checkout, as it was when the folder was read" }),
  branch: z.string().nullable(),
};
export type Checkout = z.infer<z.ZodObject<typeof checkoutShape>>;

const removalSchema = z.object({ at: z.iso.datetime(), by: z.string() });

export const runbookSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    source: z.string(),
    updatedAt: z.iso.datetime(),
    ...checkoutShape,
    isFolder: z.boolean().meta({ description: "Its source is kept in step with a folder" }),
    usedBy: z.int().meta({ description: "Tickets of the last 30 days that point to it" }),
    removed: removalSchema
      .nullable()
      .meta({ description: "It is no longer on the shelf; as it was last, for the cards that cite it" }),
    sections: z.array(
      z.object({
        ordinal: z.int(),
        path: z.array(z.string()).meta({ description: "Headings from the outermost to its own" }),
        text: z.string().meta({ description: "Markdown, to be shown as text: it may hold anything" }),
      }),
    ),
  })
  .meta({ id: "Runbook" });
export type Runbook = z.infer<typeof runbookSchema>;

export const runbookSearchRequestSchema = z
  .strictObject({ text: ticketTextSchema, limit: z.int().min(1).max(20).default(5) })
  .meta({ id: "RunbookSearchRequest" });

const searchHitSchema = runbookMatchSchema.extend({
  offered: z.boolean().meta({ description: "Whether a triage of this text would point to it" }),
  because: z.array(z.object({ word: z.string(), by: z.string().nullable() })).meta({
    description: "Words that speak for it, strongest first; `by` is what in the text stands for the word",
  }),
});
export type RunbookSearchHit = z.infer<typeof searchHitSchema>;

export const runbookSearchAnswerSchema = z
  .object({
    hits: z.array(searchHitSchema),
    runbooks: z.int().meta({ description: "Runbooks on the shelf" }),
  })
  .meta({ id: "RunbookSearchAnswer" });
export type RunbookSearchAnswer = z.infer<typeof runbookSearchAnswerSchema>;

/** Body of an upload. Unknown fields are refused, so that a misspelt one is noticed. */
export const runbookImportRequestSchema = z
  .strictObject({
    source: shortText
      .default("upload")
      .meta({ description: "Name under which these runbooks are kept in step" }),
    runbooks: z
      .array(
        z.strictObject({
          id: runbookIdSchema,
          markdown: z.string().max(runbookMaxCharacters).transform(storable),
        }),
      )
      .min(1)
      .max(runbooksInUpload),
  })
  .refine(({ runbooks }) => new Set(runbooks.map(({ id }) => id)).size === runbooks.length, {
    path: ["runbooks"],
    message: "has an id twice",
  })
  .meta({ id: "RunbookImportRequest" });
export type RunbookImportRequest = z.infer<typeof runbookImportRequestSchema>;

const changedMax = 100;
const changedIds = z.array(z.string()).max(changedMax);
const runbookChangesSchema = z
  .object({ added: changedIds, changed: changedIds, removed: changedIds })
  .meta({ description: `Ids of what came, changed and went, at most ${changedMax} of each` });
export type RunbookChanges = z.infer<typeof runbookChangesSchema>;

/** As many as an import names. */
export const firstChanged = (ids: readonly string[]): string[] => ids.slice(0, changedMax);

export const runbookImportAnswerSchema = z
  .object({
    source: z.string(),
    added: z.int(),
    changed: z.int(),
    removed: z.int(),
    unchanged: z.int(),
    refused: z.array(z.object({ file: z.string(), reason: z.string() })),
    changes: runbookChangesSchema,
    ...checkoutShape,
    importedAt: z.iso.datetime(),
  })
  .meta({ id: "RunbookImport" });
export type RunbookImportAnswer = z.infer<typeof runbookImportAnswerSchema>;

/** Names a runbook in a body. */
export const runbookNameSchema = z.strictObject({ id: runbookIdSchema }).meta({ id: "RunbookName" });

/** An incident that tickets of the last 30 days report and no runbook fits. */
const gapSchema = z.object({
  fingerprint: z.string(),
  ticketId: z.string().meta({ description: "The newest of them" }),
  title: z.string(),
  category: categorySchema.nullable(),
  severity: severitySchema.nullable(),
  tickets: z.int(),
});

export const knowledgeStatusSchema = z
  .object({
    runbooks: z.int(),
    /** Folder that re-sync reads; null where none is configured. */
    folder: z.string().nullable(),
    sources: z.array(runbookImportAnswerSchema),
    withoutRunbook: z.array(gapSchema),
    removed: z
      .array(z.object({ id: z.string(), title: z.string(), source: z.string(), ...removalSchema.shape }))
      .meta({ description: "What was taken off the shelf last, newest first; at most 20" }),
  })
  .meta({ id: "KnowledgeStatus" });
export type KnowledgeStatus = z.infer<typeof knowledgeStatusSchema>;

/** Another ticket that looks like the same trouble, with how it ended. */
const relatedTicketSchema = z.object({
  ticketId: z.string(),
  triageId: z.string(),
  title: z.string(),
  createdAt: z.iso.datetime(),
  category: categorySchema.nullable(),
  severity: severitySchema.nullable(),
  path: pathSchema,
  reviewState: reviewStateSchema,
  similarity: z.number().min(0).max(1),
  relation: z.enum(["same_incident", "probable_duplicate", "related"]).meta({
    description:
      "same_incident: equal fingerprint. probable_duplicate: surely the same incident in other words. related: the same kind of trouble",
  }),
  shared: z.array(z.string()).meta({ description: "What both texts say, most telling first" }),
});
export type RelatedTicket = z.infer<typeof relatedTicketSchema>;

export const relatedTicketsSchema = z
  .object({ items: z.array(relatedTicketSchema) })
  .meta({ id: "RelatedTickets" });
