import { z } from "zod";
import type { OwnPrices } from "#lib/models/prices.ts";

const rate = z.number().min(0);

/** `TRIAGE_PRICES_FILE`: USD per million tokens for each `provider:model`. */
const pricesSchema: z.ZodType<OwnPrices> = z.record(
  z.string(),
  z.strictObject({
    input: rate,
    cacheRead: rate.optional(),
    cacheWrite: rate.optional(),
    cacheWrite1h: rate.optional(),
    output: rate,
  }),
);

/** Either the prices or what is wrong with the file, in words that read on after its name. */
export function parsePrices(content: string): { prices: OwnPrices } | { problem: string } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(content);
  } catch {
    return { problem: "is not JSON" };
  }
  const result = pricesSchema.safeParse(parsed);
  if (result.success) return { prices: result.data };
  const [issue] = result.error.issues;
  return { problem: `is not a list of prices: ${issue?.path.join(" → ")}: ${issue?.message}` };
}
