import type { Database } from "#db/client.ts";
import { findLatestCalibration } from "#db/queries/calibrations.ts";
import type { CalibrationVersion } from "#lib/contracts/calibration.ts";
import type { Logger } from "#lib/core/logger.ts";
import type { Runtime } from "#lib/core/runtime.ts";
import { freshValue } from "./fresh-value.ts";

/** What reviewed cards say of confidence, as it was known at most some seconds ago. */
export function calibrationReader(
  database: Database,
  runtime: Pick<Runtime, "elapsedMs">,
  logger: Logger,
): () => Promise<CalibrationVersion | null> {
  const read = () => findLatestCalibration(database);
  return freshValue({ name: "the calibration", initial: null, read }, runtime, logger);
}
