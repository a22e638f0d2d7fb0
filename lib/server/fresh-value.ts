import type { Logger } from "#lib/core/logger.ts";
import type { Runtime } from "#lib/core/runtime.ts";

/** A change reaches every replica within this time. */
const freshForMs = 5_000;

interface FreshValue<Value> {
  /** What it is called in the log. */
  name: string;
  /** Before it was read for the first time. */
  initial: Value;
  read: () => Promise<Value>;
}

/**
 * Something of the database as it was at most some seconds ago: one query for all tickets of that time, whoever asks
 * first. When it cannot be read, the last one known counts, and no ticket waits or fails for it.
 */
export function freshValue<Value>(
  { name, initial, read }: FreshValue<Value>,
  runtime: Pick<Runtime, "elapsedMs">,
  logger: Logger,
): () => Promise<Value> {
  let known = initial;
  let readAtMs = Number.NEGATIVE_INFINITY;
  let reading: Promise<Value> | null = null;

  async function renew(): Promise<Value> {
    try {
      known = await read();
    } catch (error) {
      logger.warn({ err: error }, `${name} could not be read; the last one known counts`);
    } finally {
      readAtMs = runtime.elapsedMs();
      reading = null;
    }
    return known;
  }

  return async () => {
    if (runtime.elapsedMs() - readAtMs < freshForMs) return known;
    reading ??= renew();
    return await reading;
  };
}
