import type { Actor } from "#lib/contracts/access.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import type { JobHandler, JobHandlers, JobName } from "#lib/jobs/job.ts";
import { refitCalibration } from "#lib/services/confidence/calibration.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { deliverCallback } from "#lib/services/later/deliver-callback.ts";
import { retryTriage } from "#lib/services/later/retry-triage.ts";
import { rescueQueued, runQueued } from "#lib/services/later/run-queued.ts";
import { escalateOverdue } from "#lib/services/review/escalations.ts";
import { rollUp } from "#lib/services/stats/roll-up.ts";
import { createServiceContext } from "./context.ts";
import { getJobQueue } from "./job-queue.ts";
import { getTelemetry } from "./telemetry.ts";
import { getTracing } from "./tracing.ts";

/** Jobs are done in nobody's name; what they may do was decided when they were added. */
const queueActor: Actor = { type: "system", id: "system", name: "queue", scopes: [] };

function jobContext(signal: AbortSignal, requestId = systemRuntime.newId("req")): ServiceContext {
  return { ...createServiceContext({ actor: queueActor, requestId }), signal };
}

/** The handler of a queue, with its jobs counted and their spans made. */
function counted<Name extends JobName>(queue: Name, handler: JobHandler<Name>): JobHandler<Name> {
  const { jobEnded } = getTelemetry().meters;
  return async (data, signal) => {
    try {
      const work = () => handler(data, signal);
      const triageId = "triageId" in data ? String(data.triageId) : null;
      const result = await (getTracing()?.aroundJob({ queue, triageId }, work) ?? work());
      jobEnded(queue, result);
      return result;
    } catch (error) {
      jobEnded(queue, "again");
      throw error;
    }
  };
}

const createHandlers = (): JobHandlers => ({
  "triage.run": counted("triage.run", ({ triageId, requestId }, signal) =>
    runQueued(jobContext(signal, requestId), triageId),
  ),
  "triage.rescue": counted("triage.rescue", ({ triageId, requestId }, signal) =>
    rescueQueued(jobContext(signal, requestId), triageId),
  ),
  "triage.retry": counted("triage.retry", (data, signal) => retryTriage(jobContext(signal), data)),
  "runbooks.embed": counted("runbooks.embed", async (_data, signal) => {
    await jobContext(signal).shelfVectors?.fill(signal);
    return "done";
  }),
  "calibration.fit": counted("calibration.fit", async (data, signal) => {
    await refitCalibration(jobContext(signal), data);
    return "done";
  }),
  "callback.deliver": counted("callback.deliver", ({ deliveryId }, signal) =>
    deliverCallback(jobContext(signal), deliveryId),
  ),
  "reviews.escalate": counted("reviews.escalate", (_data, signal) => escalateOverdue(jobContext(signal))),
  "stats.roll_up": counted("stats.roll_up", (_data, signal) => rollUp(jobContext(signal))),
});

/** Takes jobs of the durable queue in this process. */
export async function startWorkers(): Promise<void> {
  const queue = getJobQueue();
  await queue.work(createHandlers());
  const { database, shelfVectors } = jobContext(new AbortController().signal);
  // A model that was configured since the last import has embedded nothing yet.
  if (shelfVectors) await queue.add(database, [{ name: "runbooks.embed", data: {} }]);
}
