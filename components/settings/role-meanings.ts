import type { Role } from "#lib/contracts/access.ts";

/** What each role may do, in a line. */
export const roleMeanings: Record<Role, string> = {
  agent: "Triages tickets and reads cards",
  reviewer: "Also decides reviews and works on evals",
  manager: "Also sees cost, latency and quality",
  admin: "Everything, settings included",
};
