import type { Actor } from "#lib/contracts/access.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import type { JobHandlers } from "#lib/jobs/job.ts";
import { refitCalibration } from "#lib/services/confidence/calibration.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { deliverCallback } from "#lib/services/later/deliver-callback.ts";
import { retryTriage } from "#lib/services/later/retry-triage.ts";
import { rescueQueued, runQueued } from "#lib/services/later/run-queued.ts";
import { createServiceContext } from "./context.ts";
import { getJobQueue } from "./job-queue.ts";

/** Jobs are done in nobody's name; what they may do was decided when they were added. */
const queueActor: Actor = { type: "system", id: "system", name: "queue", scopes: [] };

function jobContext(signal: AbortSignal, requestId = systemRuntime.newId("req")): ServiceContext {
  return { ...createServiceContext({ actor: queueActor, requestId }), signal };
}

const handlers: JobHandlers = {
  "triage.run": ({ triageId, requestId }, signal) => runQueued(jobContext(signal, requestId), triageId),
  "triage.rescue": ({ triageId, requestId }, signal) => rescueQueued(jobContext(signal, requestId), triageId),
  "triage.retry": (data, signal) => retryTriage(jobContext(signal), data),
  "calibration.fit": async (_data, signal) => {
    await refitCalibration(jobContext(signal));
    return "done";
  },
  "callback.deliver": ({ deliveryId }, signal) => deliverCallback(jobContext(signal), deliveryId),
};

/** Takes jobs of the durable queue in this process. */
export async function startWorkers(): Promise<void> {
  await getJobQueue().work(handlers);
}
