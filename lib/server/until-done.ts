import { setTimeout as delay } from "node:timers/promises";
import { getLogger } from "./logger.ts";

const [firstWaitMs, longestWaitMs] = [1_000, 60_000];

/**
 * Does what a server that already serves has still to do, again and again until it succeeds or `stop` aborts: the
 * database may go away at any time, and callers are answered without it. `what` names the work in the log.
 * Not cockatiel's retry, whose last wait would hold up the stop.
 */
export async function untilDone(what: string, work: () => Promise<void>, stop: AbortSignal): Promise<void> {
  for (let waitMs = firstWaitMs; !stop.aborted; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
    try {
      await work();
      return;
    } catch (error) {
      getLogger().warn({ err: error, againInMs: waitMs }, `${what} did not succeed yet`);
    }
    // Rejects when the server stops, which ends the waiting and the loop.
    await delay(waitMs, undefined, { signal: stop }).catch(() => {});
  }
}
