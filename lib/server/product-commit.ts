import { readFileSync } from "node:fs";
import path from "node:path";

const isHash = (text: string) => /^[0-9a-f]{40}$/.test(text);

function read(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return "";
  }
}

/** The folder that git keeps its files in; a work tree of its own has a file that names it. */
function gitFolder(root: string): string {
  const pointer = /^gitdir: (.+)$/.exec(read(path.join(root, ".git")))?.[1];
  return pointer ? path.resolve(root, pointer) : path.join(root, ".git");
}

/** The commit that is checked out under `root`; null where git does not say, as in an image. */
export function productCommit(root: string): string | null {
  const folder = gitFolder(root);
  const head = read(path.join(folder, "HEAD"));
  if (isHash(head)) return head;
  const ref = /^ref: (refs\/[\w./-]+)$/.exec(head)?.[1];
  if (!ref || ref.includes("..")) return null;
  const common = path.resolve(folder, read(path.join(folder, "commondir")) || ".");
  const packed = read(path.join(common, "packed-refs"))
    .split("\n")
    .find((line) => line.endsWith(` ${ref}`));
  return [read(path.join(common, ref)), packed?.split(" ")[0] ?? ""].find(isHash) ?? null;
}
