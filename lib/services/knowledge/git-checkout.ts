import { lstat, readFile } from "node:fs/promises";
import path from "node:path";
import type { Checkout } from "#lib/contracts/runbooks.ts";
import { storable } from "#lib/contracts/text.ts";

const none: Checkout = { commit: null, branch: null };
/** Folders above one that are looked into. */
const depthMax = 64;
const smallBytes = 4 * 1024;
const packedBytes = 16 * 1024 * 1024;

/** The content of a plain file that is no larger; null otherwise. */
async function readSmall(file: string, bytesMax = smallBytes): Promise<string | null> {
  try {
    const found = await lstat(file);
    return found.isFile() && found.size <= bytesMax ? await readFile(file, "utf8") : null;
  } catch {
    return null;
  }
}

/** The git directory that belongs to a folder: beside it or above, or where a file says, as in worktrees and submodules. */
async function gitDirectoryOf(folder: string): Promise<string | null> {
  let at = path.resolve(folder);
  for (let depth = 0; depth < depthMax; depth++) {
    const place = path.join(at, ".git");
    const found = await lstat(place).catch(() => null);
    if (found?.isDirectory()) return place;
    if (found?.isFile()) {
      const elsewhere = /^gitdir: (.+)$/m.exec((await readSmall(place)) ?? "")?.[1];
      return elsewhere === undefined ? null : path.resolve(at, elsewhere.trim());
    }
    const above = path.dirname(at);
    if (above === at) return null;
    at = above;
  }
  return null;
}

const hashIn = (line: string | null | undefined): string | null =>
  /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.exec(line?.trim() ?? "")?.[0] ?? null;

/** A name that git would allow, so that it leads nowhere but into the directory of references. */
const isReference = (name: string) =>
  /^refs\/[^\p{Cc}\\]{1,250}$/u.test(name) &&
  name.split("/").every((part) => part !== "" && !part.startsWith("."));

async function commitOf(directory: string, reference: string): Promise<string | null> {
  const common = (await readSmall(path.join(directory, "commondir")))?.trim();
  const shared = common ? path.resolve(directory, common) : directory;
  for (const place of new Set([directory, shared])) {
    const commit = hashIn(await readSmall(path.join(place, reference)));
    if (commit) return commit;
  }
  const packed = (await readSmall(path.join(shared, "packed-refs"), packedBytes)) ?? "";
  return hashIn(
    packed
      .split("\n")
      .find((line) => line.trimEnd().endsWith(` ${reference}`))
      ?.split(" ")[0],
  );
}

/**
 * Commit and branch of the git checkout that a folder is or lies in; both null outside of one. Git's own files are read
 * and no command is run: what lies in a folder of runbooks is nobody's to execute.
 */
export async function readCheckout(folder: string): Promise<Checkout> {
  const directory = await gitDirectoryOf(folder);
  const head = directory && (await readSmall(path.join(directory, "HEAD")))?.trim();
  if (!directory || !head) return none;
  const reference = /^ref: (.+)$/.exec(head)?.[1];
  if (reference === undefined) return { commit: hashIn(head), branch: null };
  if (!isReference(reference)) return none;
  const commit = await commitOf(directory, reference);
  // Before the first commit there is a branch, and nothing on it.
  return { commit, branch: storable(reference.replace(/^refs\/heads\//, "")) };
}
