import { randomUUID } from "node:crypto";
import type { Actor } from "#lib/contracts/access.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { workOnQueuedRun } from "#lib/services/evals/work-on-runs.ts";
import { createServiceContext } from "./context.ts";
import { processSingleton } from "./process-singleton.ts";

const runner: Actor = { type: "system", id: "system", name: "eval runner", scopes: [] };

/** The process's own worker on eval runs: one run at a time, whoever started it. */
export interface EvalRunner {
  /** Looks for waiting runs, unless it works already. */
  wake(): void;
  /** Stops after the card in hand and marks the run interrupted. */
  stop(): Promise<void>;
}

function createRunner(contextOf: (signal: AbortSignal) => ServiceContext): EvalRunner {
  const worker = randomUUID();
  const stopping = new AbortController();
  let working: Promise<void> | null = null;
  let isAsked = false;

  async function work(): Promise<void> {
    while (isAsked && !stopping.signal.aborted) {
      isAsked = false;
      const ctx = contextOf(stopping.signal);
      try {
        while (!stopping.signal.aborted && (await workOnQueuedRun(ctx, worker)));
      } catch (error) {
        ctx.logger.error({ err: error }, "an eval run failed");
        // There may be others behind it.
        isAsked = true;
        await systemRuntime.sleep(afterFailureMs, stopping.signal).catch(() => {});
      }
    }
    working = null;
  }

  return {
    wake() {
      isAsked = true;
      working ??= work();
    },
    async stop() {
      stopping.abort();
      await working;
    },
  };
}

/** A database that is away is not asked without a pause. */
const afterFailureMs = 5_000;

export function getEvalRunner(): EvalRunner {
  return processSingleton("eval-runner", () =>
    createRunner((signal) => ({
      ...createServiceContext({ actor: runner, requestId: systemRuntime.newId("req") }),
      signal,
    })),
  );
}
