import type { SeverityLimit } from "#lib/contracts/rules.ts";

/** What an own signal may say of a severity, as pages say it. */
export const severityLimitNames: Record<SeverityLimit, string> = {
  at_least_P0: "At least P0",
  at_least_P1: "At least P1",
  at_least_P2: "At least P2",
  at_most_P1: "At most P1",
  at_most_P2: "At most P2",
  at_most_P3: "At most P3",
};
