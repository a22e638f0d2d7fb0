import { z } from "zod";
import { shortText } from "./text.ts";

/** How many views one person may see: their own and those that others share. */
export const viewsMax = 200;

const viewNameSchema = shortText.pipe(z.string().max(60));

/** The filters of a list as its address bar holds them: `severity=P0,P1&service=checkout`. */
const viewQuerySchema = z
  .string()
  .max(2000)
  .transform((value) => new URLSearchParams(value).toString())
  .meta({ description: "Filters as in the address of the list" });

export const viewSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    query: z.string(),
    shared: z.boolean(),
    owner: z.object({ id: z.string(), name: z.string() }),
    isMine: z.boolean(),
    isDefault: z.boolean().meta({ description: "The list opens with it, for whoever asks" }),
  })
  .meta({ id: "View" });
export type View = z.infer<typeof viewSchema>;

export const viewListSchema = z.object({ items: z.array(viewSchema) }).meta({ id: "ViewList" });

export const newViewSchema = z
  .strictObject({ name: viewNameSchema, query: viewQuerySchema, shared: z.boolean().default(false) })
  .meta({ id: "NewView" });
export type NewView = z.infer<typeof newViewSchema>;

export const viewChangeSchema = z
  .strictObject({
    name: viewNameSchema.optional(),
    query: viewQuerySchema.optional(),
    shared: z.boolean().optional(),
    isDefault: z.boolean().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, "name what shall change")
  .meta({ id: "ViewChange" });
export type ViewChange = z.infer<typeof viewChangeSchema>;
