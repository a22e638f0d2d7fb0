import type { Database } from "#db/client.ts";
import { listenForKeyChanges, listValidApiKeys, type ValidApiKey } from "#db/queries/api-keys.ts";
import type { Logger } from "#lib/core/logger.ts";

/** Keys that are remembered; of more, those that were used last. */
const keysMax = 50_000;
/** Changes are announced; this is for announcements that were missed. */
const reloadEveryMs = 30_000;

/**
 * The valid keys, in memory, for when the database cannot be asked whose a key is. Follows every change while the
 * database is up: a key that was revoked is forgotten within moments.
 */
export class KeyMirror {
  readonly #database: Database;
  readonly #logger: Logger;
  #keys: ReadonlyMap<string, ValidApiKey> = new Map();
  #reloading: Promise<void> | null = null;
  #again = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(database: Database, logger: Logger) {
    this.#database = database;
    this.#logger = logger;
  }

  /** Resolves when the keys are known. */
  async start(): Promise<void> {
    await listenForKeyChanges(this.#database, () => void this.#reload());
    await this.#reload();
    this.#timer = setInterval(() => void this.#reload(), reloadEveryMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** null: not known here, which does not mean that there is no such key. */
  find(secretHash: string): ValidApiKey | null {
    return this.#keys.get(secretHash) ?? null;
  }

  /** One after the other; a change during a reload is followed by another reload. */
  async #reload(): Promise<void> {
    this.#again = true;
    this.#reloading ??= this.#reloadWhileNeeded().finally(() => {
      this.#reloading = null;
    });
    await this.#reloading;
  }

  async #reloadWhileNeeded(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      try {
        this.#keys = await listValidApiKeys(this.#database, keysMax);
      } catch (error) {
        this.#logger.debug({ err: error }, "the keys could not be read; the known ones stay");
      }
    }
  }
}
