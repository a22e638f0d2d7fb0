import { setTimeout as delay } from "node:timers/promises";
import { AppError } from "../lib/core/errors.ts";

/** How soon a database that says nothing is known to be down, in milliseconds, unless told otherwise. */
const defaultNoticeMs = 4_250;
/** Silent this often in a row, it counts as down; refused once is enough. */
const missesMax = 2;
/** What the time to notice is made of: it may go between two questions, and is silent twice. */
const shares = { pause: 0.24, patience: 0.35, pauseAfterMiss: 0.06 } as const;

/** What waits for the database is told this as soon as the database is known to be down. */
export function databaseDown(cause?: unknown): AppError {
  return new AppError("unavailable", "The database does not answer.", {
    cause,
    headers: { "retry-after": "5" },
  });
}

/** Asks the database for nothing: resolves when it answers, rejects when it cannot be reached. */
type Ask = () => { answer: Promise<unknown>; giveUp(): void };

/**
 * Whether the database answers, as this process sees it. While it does not, nothing waits for it: work under `guard`
 * fails at once, also work that began before.
 */
export class Availability {
  readonly #ask: Ask;
  /** Between two questions; shorter while it does not answer. */
  readonly #pauseMs: number;
  readonly #pauseAfterMissMs: number;
  /** A database that needs longer for nothing is as good as down. */
  readonly #patienceMs: number;
  readonly #waiting = new Set<(error: AppError) => void>();
  readonly #onDown: (() => void)[] = [];
  readonly #onUp: (() => void)[] = [];
  readonly #closed = new AbortController();
  #up = true;
  #misses = 0;
  #wake = new AbortController();

  constructor(ask: Ask, noticeMs = defaultNoticeMs) {
    this.#ask = ask;
    this.#pauseMs = noticeMs * shares.pause;
    this.#pauseAfterMissMs = noticeMs * shares.pauseAfterMiss;
    this.#patienceMs = noticeMs * shares.patience;
    void this.#watch();
  }

  isUp(): boolean {
    return this.#up;
  }

  /** Called each time the database goes. */
  onDown(listener: () => void): void {
    this.#onDown.push(listener);
  }

  /** Called each time the database comes back. */
  onUp(listener: () => void): void {
    this.#onUp.push(listener);
  }

  close(): void {
    this.#closed.abort();
    this.#wake.abort();
  }

  /** The work's result, or `unavailable` as soon as the database is known to be down; then it is not begun. */
  async guard<Result>(work: () => PromiseLike<Result>): Promise<Result> {
    if (!this.#up) throw databaseDown();
    const { promise: down, reject } = Promise.withResolvers<never>();
    this.#waiting.add(reject);
    try {
      return await Promise.race([work(), down]);
    } catch (error) {
      if (isConnectionFault(error)) this.#suspect();
      throw error;
    } finally {
      this.#waiting.delete(reject);
    }
  }

  /** Something failed as it does when the database is gone: ask now instead of later. */
  #suspect(): void {
    this.#wake.abort();
  }

  async #watch(): Promise<void> {
    while (!this.#closed.signal.aborted) {
      this.#wake = new AbortController();
      const answered = await this.#answers();
      if (this.#closed.signal.aborted) return;
      this.#misses = answered === "yes" ? 0 : this.#misses + 1;
      if (this.#misses === 0) this.#set(true);
      else if (answered === "refused" || this.#misses >= missesMax) this.#set(false);
      const pauseMs = this.#up && this.#misses === 0 ? this.#pauseMs : this.#pauseAfterMissMs;
      await delay(pauseMs, undefined, { signal: this.#wake.signal, ref: false }).catch(() => {});
    }
  }

  /** `yes`, `refused` when it cannot be reached, `silent` when it let us wait. */
  async #answers(): Promise<"yes" | "refused" | "silent"> {
    const begunMs = performance.now();
    const { answer, giveUp } = this.#ask();
    const asked = answer.then(
      () => "yes" as const,
      () => "refused" as const,
    );
    const timer = new AbortController();
    const tooLate = delay(this.#patienceMs, "silent" as const, { signal: timer.signal, ref: false }).catch(
      () => "silent" as const,
    );
    const verdict = await Promise.race([asked, tooLate]);
    timer.abort();
    if (verdict === "silent") giveUp();
    // A timer that comes much too late says that the process was busy, not the database.
    const stalled = performance.now() - begunMs > this.#patienceMs * 1.33;
    return verdict === "silent" && stalled ? "yes" : verdict;
  }

  #set(up: boolean): void {
    if (this.#up === up) return;
    this.#up = up;
    if (!up) for (const reject of this.#waiting) reject(databaseDown());
    for (const listener of up ? this.#onUp : this.#onDown) listener();
  }
}

/** The driver's own errors are about the connection; SQLSTATE 57P0x says that the server ends or starts. */
function isConnectionFault(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  const code = String(error.code);
  return !/^[0-9A-Z]{5}$/.test(code) || code.startsWith("57P") || code.startsWith("08");
}
