import { z } from "zod";

/** Every error a caller can meet. The status of each stands in lib/server/problem-response.ts. */
export const errorCodes = [
  "bad_request",
  "malformed_json",
  "unauthorized",
  "forbidden",
  "not_found",
  "method_not_allowed",
  "conflict",
  "idempotency_key_in_flight",
  "idempotency_key_reused",
  "payload_too_large",
  "unsupported_media_type",
  "invalid_fields",
  "rate_limited",
  "unavailable",
  "internal",
] as const;
const errorCodeSchema = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

const fieldErrorSchema = z.object({ path: z.string(), message: z.string() });
export type FieldError = z.infer<typeof fieldErrorSchema>;

/** RFC 9457 problem document. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: errorCodeSchema,
    retryable: z.boolean(),
    errors: z.array(fieldErrorSchema).optional(),
  })
  .meta({ id: "Problem" });
export type Problem = z.infer<typeof problemSchema>;
