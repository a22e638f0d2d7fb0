import { randomUUID } from "node:crypto";
import { utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import type { NewTriage } from "#db/queries/new-triage.ts";
import { AppError, isUnavailable } from "#lib/core/errors.ts";
import type { Logger } from "#lib/core/logger.ts";
import { JournalFile, readLines, removeFile } from "./journal-file.ts";
import { entryOf, type JournalEntry, lineOf } from "./journal-line.ts";
import { adoptOrphans, namePrefix } from "./orphans.ts";

/** Most that may wait to be stored, in bytes: an hour of ten tickets a second of 4 KiB each, with room to spare. */
const defaultMaxBytes = 256 * 1024 * 1024;
/** Entries handed over together. */
const storedAtOnce = 25;

interface Waiting {
  line: string;
  written(): void;
  failed(error: unknown): void;
}

/** What was answered and waits; `written` resolves when it is on the disk. */
interface Pending {
  entry: JournalEntry;
  written: Promise<void>;
}

/** Stores all of them, or none; knows those that it was given before. */
type StoreEntries = (entries: readonly JournalEntry[]) => Promise<void>;

const full = () =>
  new AppError("unavailable", "The database does not answer, and no more can be kept until it does.", {
    headers: { "retry-after": "30" },
  });

/** Who sent an idempotency key, and which. */
type KeyScope = Pick<NonNullable<NewTriage["idempotencyKey"]>, "actorType" | "actorId" | "key">;

const keyOf = ({ actorType, actorId, key }: KeyScope) => JSON.stringify([actorType, actorId, key]);

/**
 * What was answered while the database was away, on this machine's disk until it can be stored. Requests that arrive
 * together are written together. A file belongs to one process; those of dead ones are taken over.
 */
export class Journal {
  readonly #directory: string;
  readonly #logger: Logger;
  readonly #maxBytes: number;
  readonly #pending = new Map<string, Pending>();
  readonly #byKey = new Map<string, Pending>();
  readonly #closedFiles = new Map<string, number>();
  readonly #queue: Waiting[] = [];
  #file: JournalFile | null = null;
  #writing = false;
  #storing = false;

  constructor(directory: string, logger: Logger, maxBytes = defaultMaxBytes) {
    this.#directory = directory;
    this.#logger = logger;
    this.#maxBytes = maxBytes;
  }

  /** Answers of this process that wait to be stored. */
  depth(): number {
    return this.#pending.size;
  }

  /** Nothing more can be kept. */
  isFull(): boolean {
    return this.#bytes() >= this.#maxBytes;
  }

  /** A triage of this process that waits to be stored. */
  find(triageId: string): Pending | null {
    return this.#pending.get(triageId) ?? null;
  }

  /** The triage that answered a caller's idempotency key and waits to be stored. */
  findByKey(scope: KeyScope): Pending | null {
    return this.#byKey.get(keyOf(scope)) ?? null;
  }

  /** Resolves when the entry is on the disk; throws `unavailable` when it cannot be kept. */
  async append(entry: JournalEntry): Promise<void> {
    if (this.isFull()) throw full();
    const { promise: written, resolve, reject } = Promise.withResolvers<void>();
    const { triage, idempotencyKey } = entry.triage;
    const pending = { entry, written };
    this.#pending.set(triage.id, pending);
    if (idempotencyKey) this.#byKey.set(keyOf(idempotencyKey), pending);
    this.#queue.push({ line: lineOf(entry), written: resolve, failed: reject });
    void this.#write();
    try {
      await written;
    } catch (cause) {
      this.#forget(entry);
      this.#logger.error({ err: cause }, "the journal cannot be written");
      throw new AppError("unavailable", "The database does not answer, and neither does the disk.", {
        cause,
        headers: { "retry-after": "30" },
      });
    }
  }

  /** One write for everything that has come together meanwhile. */
  async #write(): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    for (let batch = this.#queue.splice(0); batch.length > 0; batch = this.#queue.splice(0)) {
      try {
        const text = batch.map(({ line }) => line).join("");
        await this.#append(text);
        // Whoever took the file away may have read it before this was in it.
        if (!(await this.#file?.isInPlace())) {
          await this.#closeFile();
          await this.#append(text);
        }
        for (const { written } of batch) written();
      } catch (error) {
        // What is half written stays at the end of a file, where it is known for what it is.
        await this.#closeFile().catch(() => {});
        for (const { failed } of batch) failed(error);
      }
    }
    this.#writing = false;
  }

  async #append(text: string): Promise<void> {
    this.#file ??= new JournalFile(path.join(this.#directory, this.#newName()));
    await this.#file.append(text);
  }

  async #closeFile(): Promise<void> {
    if (this.#file === null) return;
    const file = this.#file;
    this.#file = null;
    this.#closedFiles.set(file.path, file.bytes);
    await file.close();
  }

  /**
   * Hands over everything that waits, this process's and that of dead ones, oldest first within a file. `store` has
   * to know what it was given before: after a crash it is given it again. Ends at the first `unavailable`.
   */
  async storeAll(store: StoreEntries, now: Date): Promise<void> {
    if (this.#storing) return;
    this.#storing = true;
    try {
      await this.#adopt(now);
      if (this.#pending.size > 0 && !this.#writing) await this.#closeFile();
      for (const file of [...this.#closedFiles.keys()]) await this.#storeFile(file, store);
    } finally {
      this.#storing = false;
    }
  }

  async #adopt(now: Date): Promise<void> {
    const own = new Set(this.#closedFiles.keys());
    if (this.#file) own.add(this.#file.path);
    for (const file of await adoptOrphans(this.#directory, own, () => this.#newName(), now)) {
      this.#closedFiles.set(file, 0);
    }
  }

  async #storeFile(file: string, store: StoreEntries): Promise<void> {
    const lines = await readLines(file);
    const entries = lines.map(entryOf).filter((entry) => entry !== null);
    if (entries.length < lines.length) {
      this.#logger.warn({ file }, "a line of the journal was cut off; nobody was told of it");
    }
    for (let from = 0; from < entries.length; from += storedAtOnce) {
      await this.#storeSome(entries.slice(from, from + storedAtOnce), store);
    }
    await removeFile(file);
    this.#closedFiles.delete(file);
  }

  /** All at once; when the database refuses that, one by one, so that one does not hold up the others. */
  async #storeSome(entries: JournalEntry[], store: StoreEntries): Promise<void> {
    try {
      await store(entries);
    } catch (error) {
      if (isUnavailable(error)) throw error;
      const [only, ...others] = entries;
      if (only && others.length === 0) await this.#keepRefused(only, error);
      else for (const entry of entries) await this.#storeSome([entry], store);
    }
    for (const entry of entries) this.#forget(entry);
  }

  async #keepRefused(entry: JournalEntry, error: unknown): Promise<void> {
    const file = path.join(this.#directory, `${entry.triage.triage.id}.refused`);
    await writeFile(file, lineOf(entry), { mode: 0o600, flush: true });
    this.#logger.error({ err: error, file }, "the database refused what the journal had kept");
  }

  #forget({ triage: { triage, idempotencyKey } }: JournalEntry): void {
    this.#pending.delete(triage.id);
    if (idempotencyKey) this.#byKey.delete(keyOf(idempotencyKey));
  }

  /** Says that this process lives and still has its files. */
  async touch(now: Date): Promise<void> {
    const files = [...this.#closedFiles.keys(), ...(this.#file ? [this.#file.path] : [])];
    await Promise.all(files.map((file) => utimes(file, now, now).catch(() => {})));
  }

  #bytes(): number {
    const closed = [...this.#closedFiles.values()].reduce((sum, bytes) => sum + bytes, 0);
    return closed + (this.#file?.bytes ?? 0);
  }

  #newName(): string {
    return `${namePrefix}${Date.now()}-${randomUUID().slice(0, 8)}.jsonl`;
  }
}
