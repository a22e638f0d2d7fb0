import { systemErrorCode } from "./system-error.ts";

interface ErrorFields {
  type: string;
  message: string;
  code?: string;
  stack?: string;
  cause?: unknown;
}

const deepestCause = 5;

/** A database's `detail`, a query's parameters, a parser's excerpt: they stand behind these words, and are the caller's. */
const excerpt = /(?:\s*\bparams?: |, \.{0,3}"| in JSON at position |\bfailed query: )[\s\S]*$/i;

/** Stack without its first lines, which repeat the message. */
const framesOf = (stack: string) =>
  stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .join("\n");

/**
 * What a log says of an error: its class, message, code and frames, and the same of its causes. Own properties are
 * left out, for drivers keep queries, parameters and rows there.
 */
export function errorFields(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const code = systemErrorCode(error);
  const fields: ErrorFields = { type: error.name, message: error.message.replace(excerpt, " […]") };
  if (code !== undefined) fields.code = code;
  if (error.stack) fields.stack = framesOf(error.stack);
  if (error.cause !== undefined && depth < deepestCause) fields.cause = errorFields(error.cause, depth + 1);
  return fields;
}
