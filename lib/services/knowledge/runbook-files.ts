import { createHash } from "node:crypto";
import { lstat, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { runbookIdSchema, runbookMaxCharacters } from "#lib/contracts/runbooks.ts";
import { storable } from "#lib/contracts/text.ts";
import { AppError } from "#lib/core/errors.ts";
import { systemErrorCode } from "#lib/core/system-error.ts";

/** A folder with more is not a folder of runbooks. */
const filesMax = 20_000;
const fileMaxBytes = 1024 * 1024;
/** Changes with how runbooks are cut, redacted and read, so that the next import reads all of them anew. */
const readerVersion = "2";

export const contentHashOf = (markdown: string) =>
  createHash("sha256").update(`${readerVersion}\n${markdown}`).digest("hex");

/** `team__Name.md` and `team/Name.md` are both `team/Name`. */
const runbookIdOf = (relativePath: string) =>
  relativePath
    .split(path.sep)
    .join("/")
    .replace(/\.(?:md|markdown)$/i, "")
    .replaceAll("__", "/");

interface FolderFile {
  id: string;
  file: string;
}

async function walk(folder: string, below: string, found: string[]): Promise<void> {
  const entries = await readdir(path.join(folder, below), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    // Links are not followed: they could lead out of the folder or round in circles.
    const name = path.join(below, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules") {
      await walk(folder, name, found);
    } else if (entry.isFile() && /\.(?:md|markdown)$/i.test(entry.name)) {
      if (found.length >= filesMax) {
        throw new AppError("invalid_fields", `${folder} has more than ${filesMax} runbooks.`);
      }
      found.push(name);
    }
  }
}

async function readMarkdown(file: string): Promise<string> {
  const { size } = await lstat(file);
  if (size > fileMaxBytes) throw new AppError("invalid_fields", "is over 1 MiB");
  const markdown = storable(await readFile(file, "utf8"));
  if (markdown.length > runbookMaxCharacters) {
    throw new AppError("invalid_fields", `has over ${runbookMaxCharacters} characters`);
  }
  return markdown;
}

export interface RunbookFolder {
  /** Hash of each runbook that can be read, by id. */
  present: Map<string, string>;
  refused: { file: string; reason: string }[];
  read(id: string): Promise<string | null>;
}

const reasonOf = (error: unknown) => (error instanceof AppError ? error.message : "cannot be read");

/** The markdown files of a folder and its subfolders. Throws `invalid_fields` when there is no such folder. */
export async function openRunbookFolder(folder: string): Promise<RunbookFolder> {
  const names: string[] = [];
  await walk(folder, "", names).catch((cause: unknown) => {
    if (systemErrorCode(cause) === undefined) throw cause;
    throw new AppError("invalid_fields", `${folder} cannot be read as a folder.`, { cause });
  });
  const files = new Map<string, FolderFile>();
  const present = new Map<string, string>();
  const refused: RunbookFolder["refused"] = [];
  for (const name of names) {
    const id = runbookIdSchema.safeParse(runbookIdOf(name));
    if (!id.success || files.has(id.data)) {
      refused.push({
        file: storable(name),
        reason: id.success ? "has the id of another file" : "has no usable name",
      });
      continue;
    }
    const file = path.join(folder, name);
    try {
      present.set(id.data, contentHashOf(await readMarkdown(file)));
      files.set(id.data, { id: id.data, file });
    } catch (error) {
      refused.push({ file: storable(name), reason: reasonOf(error) });
    }
  }
  return {
    present,
    refused,
    async read(id) {
      const found = files.get(id);
      // Gone or grown since it was listed: the next import takes it.
      return found ? readMarkdown(found.file).catch(() => null) : null;
    },
  };
}
