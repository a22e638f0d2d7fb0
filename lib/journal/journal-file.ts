import { type FileHandle, mkdir, open, readFile, rm, stat } from "node:fs/promises";
import path from "node:path";

/** Makes a new directory entry survive a power cut, where the system can. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** One append-only file. A line counts once `append` has resolved: it is on the disk then. */
export class JournalFile {
  readonly path: string;
  #handle: FileHandle | null = null;
  #bytes = 0;

  constructor(file: string) {
    this.path = file;
  }

  /** Written so far by this process. */
  get bytes(): number {
    return this.#bytes;
  }

  async append(text: string): Promise<void> {
    this.#handle ??= await this.#create();
    await this.#handle.appendFile(text);
    await this.#handle.datasync();
    this.#bytes += Buffer.byteLength(text);
  }

  async #create(): Promise<FileHandle> {
    const directory = path.dirname(this.path);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const handle = await open(this.path, "ax", 0o600);
    if (process.platform !== "win32") await syncDirectory(directory);
    return handle;
  }

  /** False when another process took the file away, because it took this one for dead. */
  async isInPlace(): Promise<boolean> {
    const [written, found] = await Promise.all([this.#handle?.stat(), stat(this.path).catch(() => null)]);
    return written !== undefined && found !== null && written.ino === found.ino;
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = null;
  }
}

/** The lines of a journal, in the order in which they were written. */
export async function readLines(file: string): Promise<string[]> {
  return (await readFile(file, "utf8")).split("\n").filter(Boolean);
}

export const removeFile = (file: string) => rm(file, { force: true });
