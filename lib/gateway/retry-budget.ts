/** Tokens a budget holds at most, and begins with. */
const capacity = 5;
/** What the first call of an operation earns. */
const perFirstCall = 0.1;
/** What a call that succeeded earns: where calls succeed, another one is worth making. */
const perSuccess = 1;

/**
 * Bounds the calls of a whole process beyond the first of each operation. When every call fails, N operations make
 * at most N × 1.1 + 5 calls; as long as some succeed, hardly anybody is held back.
 */
export class RetryBudget {
  #tokens = capacity;

  firstCallMade(): void {
    this.#earn(perFirstCall);
  }

  callSucceeded(): void {
    this.#earn(perSuccess);
  }

  hasToken(): boolean {
    return this.#tokens >= 1;
  }

  take(): void {
    this.#tokens -= 1;
  }

  /** For a call that was planned and not made. */
  giveBack(): void {
    this.#earn(1);
  }

  #earn(tokens: number): void {
    this.#tokens = Math.min(capacity, this.#tokens + tokens);
  }
}
