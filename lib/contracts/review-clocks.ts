import { z } from "zod";
import type { Severity } from "./vocabulary.ts";

/** Four weeks: beyond it nobody waits any more. */
const minutesMax = 40_320;

const clockLimitsSchema = z
  .strictObject({
    claimMinutes: z.int().min(1).max(minutesMax).meta({ description: "Until somebody has taken the card" }),
    decideMinutes: z.int().min(1).max(minutesMax).meta({ description: "Until it is decided" }),
  })
  .refine(({ claimMinutes, decideMinutes }) => claimMinutes <= decideMinutes, {
    path: ["decideMinutes"],
    message: "must not be less than the time to take it",
  });
export type ClockLimits = z.infer<typeof clockLimitsSchema>;

/** How long a card may wait in the review queue, by its severity, from the moment it was queued. */
export const reviewClocksSchema = z
  .strictObject({
    P0: clockLimitsSchema,
    P1: clockLimitsSchema,
    P2: clockLimitsSchema,
    P3: clockLimitsSchema,
  } satisfies Record<Severity, z.ZodType>)
  .meta({ id: "ReviewClocks" });
export type ReviewClocks = z.infer<typeof reviewClocksSchema>;

/**
 * Shaped after the response and update times that incident tools ship by default: minutes for what pages somebody,
 * hours for what waits for the working day.
 */
export const defaultReviewClocks: ReviewClocks = {
  P0: { claimMinutes: 5, decideMinutes: 15 },
  P1: { claimMinutes: 15, decideMinutes: 60 },
  P2: { claimMinutes: 4 * 60, decideMinutes: 8 * 60 },
  P3: { claimMinutes: 24 * 60, decideMinutes: 72 * 60 },
};

export const reviewClockNames = ["claim", "decide"] as const;
export type ReviewClockName = (typeof reviewClockNames)[number];
