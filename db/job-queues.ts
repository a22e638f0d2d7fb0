import { PgBoss, type Queue } from "pg-boss";
import type { Database } from "./client.ts";
import { jobStorage } from "./job-storage.ts";

/** PostgreSQL schema of the queue's own tables. */
export const jobSchema = "jobs";

/** How often a message to a callback address is sent before it is given up: about a day. */
export const callbackTriesMax = 25;

/** Where jobs end that nobody works on any more, for people to look at. */
export const deadLetterQueue = "dead.letter";

/** Seconds without a sign of life after which a job's process is taken for dead and another one takes the job. */
const leaseSeconds = 10;
const monthSeconds = 30 * 86_400;

const common = {
  heartbeatSeconds: leaseSeconds,
  /** Longer than any deadline that makes sense; a job past it is stuck and begun again. */
  expireInSeconds: 3_600,
  retentionSeconds: monthSeconds,
  deleteAfterSeconds: 86_400,
  notify: true,
};

/**
 * The queues, those first that others name. `retryLimit` counts failures and crashes; a failed job waits `retryDelay`
 * seconds, then twice as long each time, up to `retryDelayMax`.
 */
export const jobQueues = [
  { ...common, name: deadLetterQueue, retryLimit: 0, notify: false, deleteAfterSeconds: monthSeconds },
  /** Queued triages whose job failed for good: they get a card without a model. */
  { ...common, name: "triage.rescue", retryLimit: 20, retryDelay: 2, retryBackoff: true, retryDelayMax: 300 },
  {
    ...common,
    name: "triage.run",
    retryLimit: 8,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 60,
    deadLetter: "triage.rescue",
  },
  {
    ...common,
    name: "triage.retry",
    retryLimit: 8,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 60,
    deadLetter: deadLetterQueue,
  },
  /** Whatever is lost, the next import or start asks again. */
  {
    ...common,
    name: "runbooks.embed",
    retryLimit: 12,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 600,
  },
  /** Whatever is lost, the next decision asks again. */
  { ...common, name: "calibration.fit", retryLimit: 5, retryDelay: 5, retryBackoff: true, retryDelayMax: 60 },
  /** About a day of tries. */
  {
    ...common,
    name: "callback.deliver",
    retryLimit: callbackTriesMax - 1,
    retryDelay: 4,
    retryBackoff: true,
    retryDelayMax: 7_200,
    deadLetter: deadLetterQueue,
  },
  /** One at a time: who finds another one at it has nothing to do. The next minute tries again. */
  { ...common, name: "stats.roll_up", policy: "exclusive", retryLimit: 0, notify: false },
  { ...common, name: "reviews.escalate", policy: "exclusive", retryLimit: 0, notify: false },
] as const satisfies readonly Queue[];

/** Jobs that are added again and again, by whichever replica notices first that it is time. */
const jobSchedules = [
  { name: "stats.roll_up", cron: "* * * * *", data: {} },
  { name: "reviews.escalate", cron: "* * * * *", data: {} },
  /** At night, UTC: what few decisions have shown does not wait for many. */
  { name: "calibration.fit", cron: "17 3 * * *", data: { daily: true } },
] as const;

/** Brings the queue's tables up to date and makes its queues; safe to repeat. Done under the lock of the migrations. */
export async function installJobQueues(db: Database): Promise<void> {
  const boss = new PgBoss({
    db: jobStorage(db),
    schema: jobSchema,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  boss.on("error", () => {});
  await boss.start();
  try {
    for (const { name, ...options } of jobQueues) {
      await boss.createQueue(name, options);
      // A policy is chosen once, when the queue is made.
      const { policy: _policy, ...changeable }: Omit<Queue, "name"> = options;
      await boss.updateQueue(name, changeable);
    }
    for (const { name, cron, data } of jobSchedules) await boss.schedule(name, cron, data);
  } finally {
    await boss.stop({ graceful: false });
  }
}
