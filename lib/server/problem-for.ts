import { AppError } from "#lib/core/errors.ts";
import { getLogger } from "./logger.ts";
import { problemResponse } from "./problem-response.ts";

/** Logs what the caller may not see, then answers with the problem document. */
export function problemFor(error: unknown, requestId: string, operation: string): Response {
  const response = problemResponse(error, requestId);
  const details = { requestId, operation, status: response.status };
  if (response.status >= 500) getLogger().error({ ...details, err: error }, "request failed");
  else
    getLogger().debug({ ...details, code: error instanceof AppError ? error.code : null }, "request refused");
  return response;
}
