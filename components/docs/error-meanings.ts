import type { ErrorCode } from "#lib/contracts/problem.ts";

/** What a caller does about each error. The addresses of problem documents, `/docs#code`, lead here. */
export const errorMeanings: Record<ErrorCode, string> = {
  bad_request: "What arrived is not a readable HTTP request. Check the client or the proxy in between.",
  malformed_json: "The body is not JSON in UTF-8. Correct it; the same request will fail again.",
  unauthorized: "No key, a wrong or revoked one, or an ended session.",
  forbidden: "The key or the role lacks the scope that the operation asks for.",
  not_found: "There is nothing with this id or at this address.",
  method_not_allowed: "The address exists but answers to other methods; `Allow` names them.",
  conflict: "The state does not allow it, for instance because somebody was faster.",
  idempotency_key_in_flight:
    "The first request with this `Idempotency-Key` has not ended. Repeat it later; the work is done once.",
  idempotency_key_reused:
    "This `Idempotency-Key` came with another body before. Use a new key for a new request.",
  payload_too_large: "The body is over 1 MiB.",
  unsupported_media_type: "Send `application/json` in UTF-8, without compression.",
  invalid_fields: "`errors` names every wrong field and what is wrong with it.",
  rate_limited: "Too many requests. Wait as long as `Retry-After` says.",
  unavailable: "A part that the operation cannot do without is down. Repeat it later.",
  internal: "A fault on this side. Repeat it; if it stays, the log has more under the request's id.",
};
