import type { NewTriage } from "#db/queries/new-triage.ts";
import { storableDeep } from "#db/queries/storable.ts";
import type { NewJob } from "#lib/jobs/job.ts";

/** What was answered and is not stored yet: the triage as it will be stored, and the jobs that belong to it. */
export interface JournalEntry {
  triage: NewTriage;
  jobs: NewJob[];
}

/**
 * JSON has neither dates nor big integers. They are written as strings that begin with NUL, as no stored text does,
 * and a letter.
 */
const mark = "\u0000";

function marked(this: Record<string, unknown>, name: string, value: unknown): unknown {
  // Dates have become strings by themselves when they arrive here as `value`.
  const original = this[name];
  if (original instanceof Date) return `${mark}d${original.toISOString()}`;
  return typeof original === "bigint" ? `${mark}n${original}` : value;
}

function unmarked(_name: string, value: unknown): unknown {
  if (typeof value !== "string" || !value.startsWith(mark)) return value;
  const written = value.slice(2);
  return value[1] === "d" ? new Date(written) : BigInt(written);
}

/** One line of a journal, with its line end. */
export function lineOf(entry: JournalEntry): string {
  return `${JSON.stringify(storableDeep(entry), marked)}\n`;
}

/** The entry of a line; null for one that was cut off when the process died, which nobody was told of. */
export function entryOf(line: string): JournalEntry | null {
  try {
    // Only `lineOf` writes these files.
    return JSON.parse(line, unmarked) as JournalEntry;
  } catch {
    return null;
  }
}
