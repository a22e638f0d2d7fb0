import { readFileSync } from "node:fs";
import path from "node:path";
import { load, YAMLException } from "js-yaml";
import type { z } from "zod";

const place = "lib/triage/rules/knowledge";
/** Beside this file. A build, where that has no name, is started from the root of the project. */
const folder = import.meta.dirname
  ? path.join(import.meta.dirname, "knowledge")
  : path.join(process.cwd(), place);

const problemOf = (file: string, what: string) => new Error(`${place}/${file}.yaml, ${what}`);

/** The entries of a file of knowledge/, read once, when the module that asks for them is loaded. */
export function readKnowledge<Schema extends z.ZodType, Made = z.output<Schema>>(
  file: string,
  schema: Schema,
  made?: (entry: z.output<Schema>) => Made,
): Made[] {
  return entriesOf(file, readFileSync(path.join(folder, `${file}.yaml`), "utf8"), schema, made);
}

/**
 * What a file of knowledge holds. Throws one line that names file and entry when it is not YAML, when an entry is not
 * as its schema says or when `made` refuses it.
 */
export function entriesOf<Schema extends z.ZodType, Made = z.output<Schema>>(
  file: string,
  content: string,
  schema: Schema,
  made: (entry: z.output<Schema>) => Made = (entry) => entry as Made,
): Made[] {
  return listIn(file, content).map((entry, index) => {
    const problem = (what: string) => problemOf(file, `entry ${index + 1}: ${what}`);
    const issue = schema.safeParse(entry).error?.issues[0];
    if (issue) throw problem([issue.path.join("."), issue.message].filter(Boolean).join(": "));
    try {
      // The entry as it stands in the file: its fields keep their order, which the version of the rules is made of.
      return made(entry as z.output<Schema>);
    } catch (error) {
      throw problem(error instanceof Error ? error.message : "cannot be read");
    }
  });
}

function listIn(file: string, content: string): unknown[] {
  let entries: unknown;
  try {
    entries = load(content);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw problemOf(file, `line ${(error.mark?.line ?? 0) + 1}: ${error.reason}`);
  }
  if (Array.isArray(entries)) return entries;
  throw problemOf(file, "must be a list of entries, each of which begins with a dash");
}
