import { type Logger, pino } from "pino";
import { errorFields } from "./error-fields.ts";

export type { Logger };

/** Names under which a line would carry what a caller sent or what lets somebody in. */
const neverLogged = [
  "headers",
  "authorization",
  "cookie",
  "body",
  "text",
  "metadata",
  "secret",
  "password",
  "apiKey",
];

/**
 * Structured lines on stderr, so that commands keep stdout for their answer. No ticket text at any level: errors are
 * logged by what they are, not by what they were about.
 */
export function createLogger(level: string): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: errorFields },
      redact: { paths: neverLogged.flatMap((name) => [name, `*.${name}`]), censor: "[removed]" },
    },
    pino.destination(2),
  );
}
