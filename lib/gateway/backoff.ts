/** Bound of the first random wait; it doubles with every further try of the same model. */
const firstBoundMs = 400;
const largestBoundMs = 4_000;

/** Shortest pause before looking again whether a model works for others, and its random part. */
const lookAgainMs = 150;
const lookAgainSpreadMs = 200;

/** Least wait beyond a provider's advice, because timers may fire a moment early, and its random part. */
const marginMs = 10;
const spreadMs = 150;

/** Full jitter: anything from nothing to the bound, so that callers who failed together do not return together. */
export function backoffMs(triesMade: number, random: number): number {
  return random * Math.min(largestBoundMs, firstBoundMs * 2 ** (triesMade - 1));
}

/** A pause of somebody who waits to see how others fare. */
export function holdMs(random: number): number {
  return lookAgainMs + random * lookAgainSpreadMs;
}

/** Never less than the advice, and not at the same moment for everybody who got it. */
export function adviceMs(retryAfterMs: number, random: number): number {
  return retryAfterMs + marginMs + random * spreadMs;
}
