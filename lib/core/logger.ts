import { type Logger, pino } from "pino";

export type { Logger };

/** Structured lines on stderr, so that commands keep stdout for their answer. No ticket text at info and above. */
export function createLogger(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
}
