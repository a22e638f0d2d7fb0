import { z } from "zod";

/**
 * The header `Prefer` (RFC 7240): of what may stand in it, `respond-async` means something here; unknown preferences
 * are ignored, as the RFC wants.
 */
export const preferSchema = z
  .string()
  .transform((value) =>
    value.split(",").some((preference) => /^\s*respond-async\s*(;|=|$)/i.test(preference))
      ? ("respond-async" as const)
      : null,
  )
  .meta({
    description:
      "`respond-async`: answer 202 at once with a queued triage; `Location` names where its card will be, and `callbackUrl` hears of it.",
    examples: ["respond-async"],
  });
