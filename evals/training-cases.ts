import { createHash } from "node:crypto";
import { z } from "zod";
import { categorySchema, type Severity, severities, severitySchema } from "#lib/contracts/vocabulary.ts";
import { type Band, bands } from "#lib/triage/rules/severity-band.ts";

const trainingCaseSchema = z.object({
  id: z.string(),
  text: z.string(),
  /** Whole tickets have one; lines that only teach words have none. */
  kind: z.string().optional(),
  /** Tickets of the same source are trained on or tested on, never both. */
  source: z.string().optional(),
  label_origin: z.string().optional(),
  dup_of: z.string().nullish(),
  category: categorySchema,
  category_alt: z.array(categorySchema).default([]),
  severity_min: severitySchema.optional(),
  severity_max: severitySchema.optional(),
});
export type TrainingCase = z.infer<typeof trainingCaseSchema>;

/** Lines of a file of labelled cases. */
export const trainingCasesOf = (content: string): TrainingCase[] =>
  content
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => trainingCaseSchema.parse(JSON.parse(line)));

/** For each case the source of the first ticket of its incident: near-duplicates travel together. */
export function groupsOf(cases: readonly TrainingCase[]): string[] {
  const byId = new Map(cases.map((one) => [one.id, one]));
  return cases.map((one) => {
    let first = one;
    for (let steps = 0; first.dup_of && steps < cases.length; steps++)
      first = byId.get(first.dup_of) ?? first;
    return first.source ?? first.id;
  });
}

/** Where a source comes from, without the place in it: all rules of one collection, all rows of one file. */
export function repositoryOf(source: string): string {
  const url = /^https:\/\/[^/]+\/([^/]+\/[^/]+)/.exec(source);
  return url?.[1] ?? source.split(/[@#,(]/, 1)[0]?.trim() ?? source;
}

/** The same group always falls into the same fold. */
export const foldOf = (group: string, folds: number) =>
  createHash("sha256").update(group).digest().readUInt32BE(0) % folds;

/** The bands that a range of levels belongs to, in shares; null for a case without a range. */
export function bandLabel({ severity_min: from, severity_max: to }: TrainingCase): number[] | null {
  if (!from || !to) return null;
  const levels = severities.slice(severities.indexOf(from), severities.indexOf(to) + 1);
  const fitting = bandsFor(levels);
  return bands.map((band) => (fitting.includes(band) ? 1 / fitting.length : 0));
}

function bandsFor(levels: readonly Severity[]): Band[] {
  const [first, ...others] = levels;
  if (first === "P3") return ["P3"];
  if (first === "P0" && others.length <= 1) return ["P0-P1"];
  if (others.length === 0) return first === "P1" ? ["P0-P1", "P1-P2"] : ["P1-P2", "P2-P3"];
  if (others.length === 1) return first === "P1" ? ["P1-P2"] : ["P2-P3"];
  return [...bands];
}
