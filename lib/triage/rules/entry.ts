import { z } from "zod";
import {
  attacks,
  capabilities,
  certainties,
  cueStrengths,
  deadlines,
  factEnvironments,
  harms,
  kinds,
  scopes,
  sourceLevels,
  trends,
  workarounds,
} from "#lib/contracts/facts.ts";
import { tieOrder } from "../policy.ts";
import { themes } from "../themes.ts";
import { conditions } from "./condition.ts";
import { shapes } from "./shape.ts";

const category = z.enum(tieOrder);

/** What a piece of knowledge shows, whatever it is recognised by. Its fields are told in knowledge/README.md. */
const says = {
  /** Speaks for this category. */
  cue: category.optional(),
  /** `strong`: these words alone nearly decide the category. Default: weak. */
  strength: z.enum(cueStrengths).optional(),
  /** What the next steps are about. */
  theme: z.enum(themes).optional(),
  /** Points for a kind; the kind with most points wins, incident when nothing does. */
  kind: z.partialRecord(z.enum(kinds), z.number().positive()).optional(),
  scope: z.enum(scopes).optional(),
  capability: z.enum(capabilities).optional(),
  harm: z.strictObject({ value: z.enum(harms), certainty: z.enum(certainties) }).optional(),
  attack: z.enum(attacks).optional(),
  trend: z.enum(trends).optional(),
  workaround: z.enum(workarounds).optional(),
  environment: z.enum(factEnvironments).optional(),
  deadline: z.enum(deadlines).optional(),
  level: z.enum(sourceLevels).optional(),
  /** What is the matter, for the weights of severity. */
  condition: z.enum(conditions).optional(),
  /** Cues of this category that do not count when these words are there. */
  excuses: category.optional(),
  /** The phrase holds its own "not"; words of negation before it do not turn it round. */
  negatable: z.boolean().optional(),
  /** Counts only in texts of these shapes. */
  shapes: z.array(z.enum(shapes)).min(1).optional(),
  /** Words that stand in every second ticket; they stay weak even in the title. */
  common: z.boolean().optional(),
  /** Counts only in the first line or the name of an alert. */
  titleOnly: z.boolean().optional(),
};

/**
 * One piece of knowledge: when a ticket says one of these phrases, this is what it shows. The language of phrases
 * stands in phrases.ts.
 */
export const entrySchema = z.strictObject({ phrases: z.array(z.string().min(1)).min(1), ...says });
export type Entry = z.infer<typeof entrySchema>;

/** The same, recognised by a regular expression. */
export const signatureSchema = z.strictObject({
  pattern: z.string().min(1),
  flags: z.enum(["i", "m", "im"]).optional(),
  ...says,
});
export type Said = Omit<Entry, "phrases">;
