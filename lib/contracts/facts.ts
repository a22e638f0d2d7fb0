import { z } from "zod";
import { categorySchema, severitySchema } from "./vocabulary.ts";

/**
 * Facts: what was read from a ticket, by a model, the rules engine or a human. Every fact carries the words it was
 * read from; a value without words found in the text does not count (see lib/triage/evidence.ts).
 */

const quoteSchema = z
  .string()
  .max(400)
  .nullable()
  .describe("Words copied verbatim from the ticket that show this value; null when the ticket does not say");

const claim = <const Values extends readonly [string, ...string[]]>(values: Values, meaning: string) =>
  z.object({ value: z.enum(values), quote: quoteSchema }).describe(meaning);

export const kinds = ["incident", "request", "question", "noise"] as const;
export const scopes = ["all", "many", "some", "one", "none", "unknown"] as const;
export const capabilities = [
  "core_down",
  "core_broken",
  "degraded",
  "redundancy_lost",
  "at_risk",
  "cosmetic",
  "none",
  "unknown",
] as const;
export const attacks = ["active", "attempted", "possible", "none"] as const;
export const trends = ["growing", "steady", "recovering", "recovered", "unknown"] as const;
export const workarounds = ["none", "exists", "unknown"] as const;
export const factEnvironments = ["production", "staging", "development", "unknown"] as const;
export const deadlines = ["now", "today", "later", "none"] as const;
export const sourceLevels = ["critical", "error", "warning", "info", "unknown"] as const;
export const harms = ["data_lost", "data_wrong", "data_exposed", "money_lost"] as const;
export const certainties = ["confirmed", "likely"] as const;
export const cueStrengths = ["strong", "weak"] as const;

const harmSchema = z.object({
  value: z.enum(harms),
  certainty: z.enum(certainties),
  quote: quoteSchema,
});
export type Harm = z.infer<typeof harmSchema>;

const cueSchema = z.object({
  category: categorySchema.exclude(["unknown"]),
  strength: z.enum(cueStrengths),
  quote: quoteSchema,
});
export type Cue = z.infer<typeof cueSchema>;

export const factsSchema = z.object({
  kind: claim(
    kinds,
    "incident: something is or was wrong, or will be. request: somebody wants something done. question: how-to. noise: advertisement, thanks, test, empty chatter",
  ),
  scope: claim(
    scopes,
    "Who is hit: all users, many, some, one, none; unknown when the ticket gives no count and no group",
  ),
  capability: claim(
    capabilities,
    "What is lost. core_down: a main function does not work at all. core_broken: badly impaired. degraded: slower or partly failing. redundancy_lost: still works on the remaining nodes. at_risk: nothing lost yet, will be if left. cosmetic: looks only. none: nothing",
  ),
  harms: z.array(harmSchema).max(4).describe("Lasting harm; empty when there is none"),
  attack: claim(attacks, "Somebody hostile: active now, attempted without success, possible, or none"),
  trend: claim(trends, "Where it is heading. recovered: the text says it is over"),
  workaround: claim(workarounds, "Can users go on another way"),
  environment: claim(factEnvironments, "Where it happens"),
  deadline: claim(deadlines, "When it gets worse if nothing is done"),
  level: claim(sourceLevels, "The level the source system itself printed (alert severity, log level)"),
  cues: z.array(cueSchema).max(12).describe("Words that speak for a category, strongest first"),
});
export type Facts = z.infer<typeof factsSchema>;

/** What an extractor answers: the facts, the words for people, and its own opinion, which is an input to confidence only. */
export const extractionSchema = z.object({
  facts: factsSchema,
  summary: z
    .string()
    .min(1)
    .max(600)
    .describe("Two or three short sentences: what happens, to whom, since when"),
  steps: z
    .array(z.string().min(1).max(300))
    .length(3)
    .describe(
      "Three different next steps. Each starts with a verb, names a thing from the ticket, says where to look and what to expect",
    ),
  stated: z.object({
    category: categorySchema,
    severity: severitySchema,
    confidence: z.number().min(0).max(1).describe("How sure you are of the category, 0 to 1"),
  }),
});
export type Extraction = z.infer<typeof extractionSchema>;
