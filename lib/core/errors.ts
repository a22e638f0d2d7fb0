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

/**
 * The one error that crosses rooms. `message` is for the caller and holds nothing secret; `cause` stays inside and
 * goes to the log.
 */
export class AppError extends Error {
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
