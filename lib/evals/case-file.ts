import { type EvalCase, evalCaseSchema } from "../contracts/eval-case.ts";
import { AppError } from "../core/errors.ts";
import { contentHash } from "./content-hash.ts";

/** A set is read, judged and compared as a whole. */
export const casesMax = 20_000;

/**
 * Reads the lines of a JSONL file of cases, in their order. `name` stands in messages for the file. Throws
 * `invalid_fields` that names the line.
 */
export function parseCases(name: string, content: string): EvalCase[] {
  const lines = content
    .split("\n")
    .map((line, index) => ({ line, number: index + 1 }))
    .filter(({ line }) => line.trim());
  if (lines.length === 0) throw new AppError("invalid_fields", `${name} has no cases`);
  if (lines.length > casesMax) {
    throw new AppError("invalid_fields", `${name} has more than ${casesMax} cases`);
  }
  const seen = new Set<string>();
  return lines.map(({ line, number }) => {
    const parsed = parseCase(name, line, number);
    if (seen.has(parsed.id)) {
      throw new AppError("invalid_fields", `${name}:${number} the id ${parsed.id} is used twice`);
    }
    seen.add(parsed.id);
    return parsed;
  });
}

function parseCase(name: string, line: string, number: number): EvalCase {
  let json: unknown;
  try {
    // Some editors begin a file with a byte order mark.
    json = JSON.parse(number === 1 ? line.replace(/^\uFEFF/, "") : line);
  } catch (cause) {
    throw new AppError("invalid_fields", `${name}:${number} is not JSON`, { cause });
  }
  const parsed = evalCaseSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join(".");
  throw new AppError("invalid_fields", `${name}:${number} ${field ? `${field}: ` : ""}${issue?.message}`);
}

/** Names the content of a case, whatever the order of its fields. */
export function caseHash(given: EvalCase): string {
  const said = Object.entries(given).filter(([, value]) => value !== undefined && value !== null);
  return contentHash(
    said.sort(([one], [other]) => (one < other ? -1 : 1)),
    24,
  );
}

/** Names the content of a set: its cases and their order. */
export const setVersionOf = (caseHashes: readonly string[]): string => contentHash(caseHashes);

/** A case as a line of a JSONL file, without the fields that say nothing. */
export function caseLine(given: EvalCase): string {
  const { category_alt, runbook_alt, tags, runbook, dup_of, twin_of, id, text, ...rest } = given;
  return JSON.stringify({
    id,
    text,
    ...rest,
    ...(category_alt.length > 0 ? { category_alt } : {}),
    ...(runbook ? { runbook } : {}),
    ...(runbook_alt.length > 0 ? { runbook_alt } : {}),
    ...(dup_of ? { dup_of } : {}),
    ...(twin_of ? { twin_of } : {}),
    ...(tags.length > 0 ? { tags } : {}),
  });
}
