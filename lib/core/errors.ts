import type { ErrorCode, FieldError } from "../contracts/problem.ts";

/** Codes that say "try again later" by nature; a caller may repeat the request unchanged. */
const retryableCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "idempotency_key_in_flight",
  "rate_limited",
  "unavailable",
  "internal",
]);

interface AppErrorOptions {
  cause?: unknown;
  errors?: FieldError[];
  retryable?: boolean;
  headers?: Record<string, string>;
}

/** Next bundles this file several times, and what is thrown in one bundle is caught in another. */
const brand = Symbol.for("triage-gateway.app-error");

/**
 * The one error that crosses rooms. `message` is for the caller and holds nothing secret; `cause` stays inside and
 * goes to the log.
 */
export class AppError extends Error {
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && brand in value;
  }
  readonly [brand] = true;
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly errors: FieldError[] | undefined;
  readonly headers: Record<string, string>;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? retryableCodes.has(code);
    this.errors = options.errors;
    this.headers = options.headers ?? {};
  }
}

/** The database cannot be asked now; what failed may or may not have been carried out. */
export const isUnavailable = (error: unknown): boolean =>
  error instanceof AppError && error.code === "unavailable";

/** What lies at the bottom of an error. Those above it may repeat what a query was given, and with it secrets. */
export function rootCauseOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? rootCauseOf(error.cause) : error;
}
