import type { Database } from "#db/client.ts";
import type { Logger } from "#lib/core/logger.ts";
import type { Runtime } from "#lib/core/runtime.ts";
import { loadOwnSignals } from "#lib/services/rules/signals.ts";
import { noOwnSignals, type OwnSignals } from "#lib/triage/rules/own-signals.ts";

/** A change reaches every replica within this time. */
const freshForMs = 5_000;

/**
 * The organisation's signals as they were at most some seconds ago: one query for all tickets of that time, whoever
 * asks first. When they cannot be read, the last ones known count, and no ticket waits or fails for them.
 */
export function ownSignalsReader(
  database: Database,
  runtime: Pick<Runtime, "elapsedMs">,
  logger: Logger,
): () => Promise<OwnSignals> {
  let known = noOwnSignals;
  let readAtMs = Number.NEGATIVE_INFINITY;
  let reading: Promise<OwnSignals> | null = null;

  async function read(): Promise<OwnSignals> {
    try {
      known = await loadOwnSignals({ database });
    } catch (error) {
      logger.warn({ err: error }, "own signals could not be read; the last ones known count");
    } finally {
      readAtMs = runtime.elapsedMs();
      reading = null;
    }
    return known;
  }

  return async () => {
    if (runtime.elapsedMs() - readAtMs < freshForMs) return known;
    reading ??= read();
    return await reading;
  };
}
