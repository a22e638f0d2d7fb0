import type { Queryable } from "#db/client.ts";
import type { DeadLetter } from "#lib/contracts/system.ts";
import type { JobHandlers, NewJob } from "./job.ts";

/** The durable queue as use cases see it. */
export interface JobQueue {
  /** Adds jobs in the caller's transaction: they exist exactly if what they are about does. */
  add(db: Queryable, jobs: readonly NewJob[]): Promise<void>;
}

/** What became of jobs that nobody works on any more. */
export interface DeadLetterBox {
  /** Jobs that were given up, oldest first, from behind one of them on. */
  listDeadLetters(page: { after: string | null; limit: number }): Promise<DeadLetter[]>;
  /** Puts one back where it was given up, in the caller's transaction; false when it is not there. */
  retryDeadLetter(db: Queryable, id: string): Promise<boolean>;
}

/** The durable queue of a process that works on it, too. */
export interface WorkingJobQueue extends JobQueue, DeadLetterBox {
  /** Takes jobs from now on. */
  work(handlers: JobHandlers): Promise<void>;
  /** Takes no more; running ones are aborted, and are begun again by whoever is next. */
  stop(): Promise<void>;
}
