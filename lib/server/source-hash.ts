import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** Folders whose files end up in the build; absent ones are fine. */
const sourceFolders = ["app", "components", "db", "evals", "lib", "public"];
const rootFile = /\.(ts|js|mjs|cjs|json)$/;
/** YAML is read when a process starts. */
const notBuilt = /\.(test|spec)\.tsx?$|^next-env\.d\.ts$|\.ya?ml$/;

async function filesBelow(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

/** A hash over everything a build is made from, the lock file of its packages included. */
export async function hashOfSource(root: string): Promise<string> {
  const inRoot = (await readdir(root)).filter((name) => rootFile.test(name));
  const inFolders = await Promise.all(sourceFolders.map((folder) => filesBelow(root, folder)));
  const files = [...inRoot, ...inFolders.flat()].filter((file) => !notBuilt.test(path.basename(file))).sort();
  const hash = createHash("sha256");
  for (const file of files) {
    const content = await readFile(path.join(root, file));
    hash.update(`${file}\n${content.byteLength}\n`).update(content);
  }
  return hash.digest("hex");
}
