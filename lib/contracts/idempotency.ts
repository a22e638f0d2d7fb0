import { z } from "zod";

/** A string as RFC 9651 writes it, `"…"` with `\"` and `\\` inside; any other value stands for itself. */
function unquoted(value: string): string {
  const quoted = /^"((?:[^"\\]|\\["\\])*)"$/.exec(value);
  return quoted?.[1]?.replace(/\\(["\\])/g, "$1") ?? value;
}

/** The header `Idempotency-Key`: whatever a caller calls its request, quoted or not. */
export const idempotencyKeySchema = z
  .string()
  .transform((value) => unquoted(value.trim()))
  .pipe(z.string().min(1).max(255))
  .meta({
    description:
      "Names the request, 1 to 255 characters. Sent again with the same body it is answered by the same triage, for 24 hours; the work is done once.",
    examples: ["8e03978e-40d5-43dd-bc93-6894a57f9324"],
  });
