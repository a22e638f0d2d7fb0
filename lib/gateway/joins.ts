/** One of equal pieces of work, on which the others wait. Ends exactly once. */
export interface Lead<Result> {
  /** Gives everybody who waits this result; null: there is none, and one of them has to lead. */
  settle(result: Result | null): void;
  /** Lets everybody who waits fail for the same reason. */
  fail(reason: unknown): void;
}

/** Equal work that is under way in this process: one leads, the others wait for its result. */
export class Joins<Result> {
  readonly #underWay = new Map<string, Promise<Result | null>>();

  /** The result of equal work under way; null when there is none, and then `lead` has to follow without a wait. */
  find(key: string): Promise<Result | null> | null {
    return this.#underWay.get(key) ?? null;
  }

  lead(key: string): Lead<Result> {
    const { promise, resolve, reject } = Promise.withResolvers<Result | null>();
    // A failure that nobody waits for is its leader's to report.
    promise.catch(() => {});
    this.#underWay.set(key, promise);
    const end = () => {
      if (this.#underWay.get(key) === promise) this.#underWay.delete(key);
    };
    return {
      settle(result) {
        end();
        resolve(result);
      },
      fail(reason) {
        end();
        reject(reason);
      },
    };
  }
}
