import type { Policy } from "./policy.ts";

/** Time kept back from the models for judging, storing and answering. */
const reserveMaxMs = 1_000;
const reserveShare = 0.15;

/** Least time in which a model call is worth starting. */
const leastCallMaxMs = 1_000;
const leastCallShare = 0.25;

/** How long models may be asked, from the operation's start. */
export function modelTimeMs({ deadlineMs }: Pick<Policy, "deadlineMs">): number {
  return deadlineMs - Math.min(reserveMaxMs, deadlineMs * reserveShare);
}

/** A call that gets less than this is paid for and then cut off. */
export function leastCallMs({
  deadlineMs,
  attemptTimeoutMs,
}: Pick<Policy, "deadlineMs" | "attemptTimeoutMs">) {
  return Math.min(leastCallMaxMs, leastCallShare * Math.min(deadlineMs, attemptTimeoutMs));
}
