import type { Database } from "#db/client.ts";
import type { Logger } from "#lib/core/logger.ts";
import type { Runtime } from "#lib/core/runtime.ts";
import { loadOwnSignals } from "#lib/services/rules/signals.ts";
import { noOwnSignals, type OwnSignals } from "#lib/triage/rules/own-signals.ts";
import { freshValue } from "./fresh-value.ts";

/** The organisation's signals as they were at most some seconds ago. */
export function ownSignalsReader(
  database: Database,
  runtime: Pick<Runtime, "elapsedMs">,
  logger: Logger,
): () => Promise<OwnSignals> {
  const read = () => loadOwnSignals({ database });
  return freshValue({ name: "own signals", initial: noOwnSignals, read }, runtime, logger);
}
