/** Gives a slot back; a second call has no effect. */
export type FreeSlot = () => void;

interface Waiting {
  enter(free: FreeSlot): void;
}

export interface SlotLimits {
  /** Holders at once. */
  concurrent: number;
  /** Those who wait for a slot at once. */
  waiting: number;
}

/**
 * Bounded work with a bounded queue before it, first come, first served. Neither can grow: who finds the queue full is
 * told at once.
 */
export class Slots {
  readonly limits: SlotLimits;
  readonly #queue = new Set<Waiting>();
  #held = 0;

  constructor(limits: SlotLimits) {
    this.limits = limits;
  }

  /** Nobody has to wait. */
  isFree(): boolean {
    return this.#held < this.limits.concurrent;
  }

  /** Holders and waiters now. */
  load(): { held: number; waiting: number } {
    return { held: this.#held, waiting: this.#queue.size };
  }

  /** A slot, or null: the queue is full, or `giveUp` aborted before one was free. */
  async take(giveUp: AbortSignal): Promise<FreeSlot | null> {
    if (giveUp.aborted) return null;
    if (this.isFree()) return this.#hold();
    if (this.#queue.size >= this.limits.waiting) return null;
    const { promise, resolve } = Promise.withResolvers<FreeSlot | null>();
    const waiting: Waiting = { enter: resolve };
    const leave = () => {
      this.#queue.delete(waiting);
      resolve(null);
    };
    this.#queue.add(waiting);
    giveUp.addEventListener("abort", leave, { once: true });
    const free = await promise;
    giveUp.removeEventListener("abort", leave);
    return free;
  }

  #hold(): FreeSlot {
    this.#held += 1;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.#held -= 1;
      const [next] = this.#queue;
      if (next === undefined) return;
      this.#queue.delete(next);
      next.enter(this.#hold());
    };
  }
}
