import { readFile } from "node:fs/promises";
import { z } from "zod";
import { ticketTextSchema } from "#lib/contracts/text.ts";
import { categorySchema, environmentSchema, severitySchema } from "#lib/contracts/vocabulary.ts";
import { AppError } from "#lib/core/errors.ts";

/** One labelled ticket of an eval set. Labels may be missing; then only a prediction is made. */
const evalCaseSchema = z.object({
  id: z.string().min(1).max(200),
  text: ticketTextSchema,
  service: z.string().optional(),
  environment: environmentSchema.optional(),
  category: categorySchema.optional(),
  /** Other categories a sensible person could defend. */
  category_alt: z.array(categorySchema).default([]),
  /** Most and least severe level that count as right. */
  severity_min: severitySchema.optional(),
  severity_max: severitySchema.optional(),
  dup_of: z.string().nullish(),
});
export type EvalCase = z.infer<typeof evalCaseSchema>;

/** Reads a JSONL file of cases in file order; throws `invalid_fields` that names file and line. */
export async function readCases(file: string): Promise<EvalCase[]> {
  const content = await readFile(file, "utf8").catch((cause: unknown) => {
    throw new AppError("invalid_fields", `${file} cannot be read`, { cause });
  });
  const lines = content.split("\n").map((line, index) => ({ line, number: index + 1 }));
  const cases = lines
    .filter(({ line }) => line.trim())
    .map(({ line, number }) => parseCase(file, line, number));
  const twice = cases.find((one, index) => cases.findIndex((other) => other.id === one.id) !== index);
  if (twice) throw new AppError("invalid_fields", `${file}: the id ${twice.id} is used twice`);
  if (cases.length === 0) throw new AppError("invalid_fields", `${file} has no cases`);
  return cases;
}

function parseCase(file: string, line: string, number: number): EvalCase {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch (cause) {
    throw new AppError("invalid_fields", `${file}:${number} is not JSON`, { cause });
  }
  const parsed = evalCaseSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new AppError("invalid_fields", `${file}:${number} ${issue?.path.join(".")}: ${issue?.message}`);
}
