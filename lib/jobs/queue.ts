import type { Queryable } from "#db/client.ts";
import type { JobHandlers, NewJob } from "./job.ts";

/** The durable queue as use cases see it. */
export interface JobQueue {
  /** Adds jobs in the caller's transaction: they exist exactly if what they are about does. */
  add(db: Queryable, jobs: readonly NewJob[]): Promise<void>;
}

/** The durable queue of a process that works on it, too. */
export interface WorkingJobQueue extends JobQueue {
  /** Takes jobs from now on. */
  work(handlers: JobHandlers): Promise<void>;
  /** Takes no more; running ones are aborted, and are begun again by whoever is next. */
  stop(): Promise<void>;
}
