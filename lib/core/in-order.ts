import { AppError } from "./errors.ts";

/**
 * Tasks under one name run one after the other, in the order in which they came; tasks under different names do not
 * wait for each other. When one finds that what it needs is `unavailable`, those behind it fail with it instead of
 * finding out one by one.
 */
export class InOrder {
  readonly #last = new Map<string, Promise<unknown>>();

  async run<Result>(name: string, task: () => Promise<Result>): Promise<Result> {
    const before = this.#last.get(name) ?? Promise.resolve();
    const result = before.then(task, (error: unknown) => {
      if (error instanceof AppError && error.code === "unavailable") throw error;
      return task();
    });
    this.#last.set(name, result);
    try {
      return await result;
    } finally {
      if (this.#last.get(name) === result) this.#last.delete(name);
    }
  }
}
