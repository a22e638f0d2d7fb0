import type { Database } from "#db/client.ts";
import {
  findHolding,
  listenForReleases,
  releaseClaimsOfOwner,
  releaseClaimsOfTriage,
  renewClaims,
  takeClaim,
} from "#db/queries/claims.ts";
import type { Logger } from "#lib/core/logger.ts";

/** A killed process frees its claims after this long; a living one may not stand still for longer. */
const leaseMs = 3_000;
/** How often leases are renewed, and claims of others looked after that were not announced as ended. */
const tickMs = 500;

export interface ClaimKeeperOptions {
  database: Database;
  /** For the renewals; a pool of its own keeps every other query from holding them up. */
  leases: Database;
  /** Names this process; no other has the same. */
  owner: string;
  logger: Logger;
}

/**
 * The claims of this process, in a table that all replicas share: takes them, keeps their leases alive while the work
 * lasts, and waits for those of others. Work is bound to a claim by the id of the triage that will come of it.
 */
export class ClaimKeeper {
  readonly #options: ClaimKeeperOptions;
  readonly #held = new Set<string>();
  readonly #waiting = new Map<string, Set<() => void>>();
  #ticking: NodeJS.Timeout | null = null;
  #listening: Promise<unknown> | null = null;

  constructor(options: ClaimKeeperOptions) {
    this.#options = options;
  }

  /** Claims a subject for a triage and returns whose it is now: this one's, or another's. Throws `unavailable`. */
  async take(subject: string, triageId: string): Promise<string> {
    const { database, owner } = this.#options;
    const holder = await takeClaim(database, { subject, holder: triageId, owner, leaseMs });
    if (holder === triageId) {
      this.#held.add(triageId);
      this.#tick();
    }
    return holder;
  }

  /** The triage was stored, and its claims ended with that. */
  stored(triageId: string): void {
    this.#held.delete(triageId);
  }

  /** The triage will not be stored. Never throws: what cannot be released runs out. */
  async release(triageId: string): Promise<void> {
    if (!this.#held.delete(triageId)) return;
    await this.#try("claims could not be released", () =>
      releaseClaimsOfTriage(this.#options.database, triageId),
    );
  }

  /** Resolves with true as soon as a triage holds no claim any more, with false after `ms` milliseconds. */
  async ended(triageId: string, ms: number): Promise<boolean> {
    this.#listen();
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const wake = () => resolve(true);
    const wakes = this.#waiting.get(triageId) ?? new Set();
    this.#waiting.set(triageId, wakes.add(wake));
    this.#tick();
    const timer = setTimeout(resolve, ms, false);
    const ended = await promise;
    clearTimeout(timer);
    wakes.delete(wake);
    if (wakes.size === 0) this.#waiting.delete(triageId);
    return ended;
  }

  /** Gives everything back, so that other replicas need not wait for leases to run out. */
  async close(): Promise<void> {
    this.#held.clear();
    if (this.#ticking !== null) clearTimeout(this.#ticking);
    const { database, owner } = this.#options;
    await this.#try("claims could not be given back", () => releaseClaimsOfOwner(database, owner));
  }

  #wake(triageId: string): void {
    for (const wake of this.#waiting.get(triageId) ?? []) wake();
  }

  #listen(): void {
    this.#listening ??= listenForReleases(this.#options.database, (holder) => this.#wake(holder)).catch(
      (error: unknown) => {
        this.#listening = null;
        this.#options.logger.warn({ err: error }, "released claims are looked for and not heard of");
      },
    );
  }

  /** Runs while there is something to keep or to wait for. */
  #tick(): void {
    if (this.#ticking !== null) return;
    this.#ticking = setTimeout(async () => {
      await this.#try("leases could not be renewed", () => this.#lookAfterClaims());
      this.#ticking = null;
      if (this.#held.size + this.#waiting.size > 0) this.#tick();
    }, tickMs);
    this.#ticking.unref();
  }

  async #lookAfterClaims(): Promise<void> {
    const { leases } = this.#options;
    if (this.#held.size > 0) await renewClaims(leases, [...this.#held], leaseMs);
    const awaited = [...this.#waiting.keys()];
    if (awaited.length === 0) return;
    const holding = await findHolding(leases, awaited);
    for (const triageId of awaited) if (!holding.has(triageId)) this.#wake(triageId);
  }

  async #try(trouble: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.#options.logger.warn({ err: error }, trouble);
    }
  }
}
