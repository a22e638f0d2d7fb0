import { createLogger, type Logger } from "#lib/core/logger.ts";
import { processSingleton } from "./process-singleton.ts";
import { getSettings } from "./runtime-settings.ts";

/** The running server's log. */
export function getLogger(): Logger {
  return processSingleton("logger", () => createLogger(getSettings().logLevel));
}
