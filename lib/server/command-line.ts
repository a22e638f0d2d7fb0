import type { z } from "zod";
import type { Actor } from "#lib/contracts/access.ts";
import type { PageQuery } from "#lib/contracts/page.ts";
import { AppError } from "#lib/core/errors.ts";
import { readProcessSettings, type Settings } from "./env.ts";

/** Whoever can run commands on the machine may do everything. */
export const commandLine: Actor = { type: "system", id: "system", name: "command line", scopes: ["admin"] };

/** The command was called wrongly; ends it with exit code 2. */
export function usageError(message: string): AppError {
  return new AppError("invalid_fields", message);
}

/** The settings, or one line for every wrong value and the end of the process. */
export function settingsOrExit(): Settings {
  try {
    return readProcessSettings();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    for (const { path, message } of error.errors ?? []) process.stderr.write(`${path} ${message}\n`);
    process.exit(1);
  }
}

/** A checked argument; throws the usage error that names it. */
export function parseArgument<Schema extends z.ZodType>(
  name: string,
  schema: Schema,
  value: string | undefined,
): z.output<Schema> {
  if (value === undefined) throw usageError(`${name} is missing`);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw usageError(`${name}: ${parsed.error.issues[0]?.message ?? "is not valid"}`);
}

/** Everything a list holds, read page by page. */
export async function allPages<Item>(
  read: (query: PageQuery) => Promise<{ items: Item[]; nextCursor: string | null }>,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await read({ limit: 200, ...(cursor ? { cursor } : {}) });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

/** Rows under their headings, in columns as wide as their widest entry. */
export function tableOf(headings: string[], rows: string[][]): string {
  const all = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) => row.map((entry, column) => entry.padEnd(widths[column] ?? 0)).join("  "));
  return `${lines.map((line) => line.trimEnd()).join("\n")}\n`;
}

/** True when `parseArgs` refused the arguments. */
function isArgumentError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

/** What the operating system refused, such as a directory that cannot be written. */
const isSystemError = (error: unknown): error is Error => error instanceof Error && "syscall" in error;

/**
 * Runs a command to its end. A foreseeable fault is one line on standard error; the exit code is 2 for wrong
 * arguments and 1 for everything else that went wrong.
 */
export async function runCommand(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    if (isArgumentError(error)) {
      process.stderr.write(`${error.message.split(". ")[0]}\n`);
      process.exitCode = 2;
    } else if (error instanceof AppError) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = error.code === "invalid_fields" ? 2 : 1;
    } else if (isSystemError(error)) {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 1;
    } else {
      throw error;
    }
  }
}
