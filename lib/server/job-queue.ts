import { PgBossQueue } from "#lib/jobs/pg-boss-queue.ts";
import type { WorkingJobQueue } from "#lib/jobs/queue.ts";
import { getDatabase } from "./database.ts";
import { getLogger } from "./logger.ts";
import { processSingleton } from "./process-singleton.ts";

/** The running server's part in the durable queue. */
export function getJobQueue(): WorkingJobQueue {
  return processSingleton("job-queue", () => {
    return new PgBossQueue(getDatabase(), getLogger(), { supervise: true, schedule: true });
  });
}
