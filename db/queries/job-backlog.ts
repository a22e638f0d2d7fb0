import { sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { jobSchema } from "../job-queues.ts";
import { run } from "./run.ts";

/** What waits in a queue and is worked on, over all replicas. */
export interface JobBacklog {
  queue: string;
  /** Could be taken now. */
  due: number;
  /** Wait for their time. */
  delayed: number;
  active: number;
  /** How long the oldest of the due ones could have been taken, in seconds; 0 where none is due. */
  oldestDueSeconds: number;
}

/** The backlog of every queue that is not empty. Reads one index of the queue's own, in proportion to what waits. */
export async function readJobBacklogs(db: Queryable): Promise<JobBacklog[]> {
  const isDue = sql`state < 'active' and start_after <= now()`;
  const rows = await run(
    db.execute<Record<string, unknown>>(sql`
      select name as queue,
        count(*) filter (where ${isDue}) as due,
        count(*) filter (where state < 'active' and start_after > now()) as delayed,
        count(*) filter (where state = 'active') as active,
        coalesce(extract(epoch from now() - min(start_after) filter (where ${isDue})), 0) as oldest
      from ${sql.identifier(jobSchema)}.job where state in ('created', 'retry', 'active')
        and not starts_with(name, '__pgboss__') group by name`),
  );
  return rows.map(({ queue, due, delayed, active, oldest }) => ({
    queue: String(queue),
    due: Number(due),
    delayed: Number(delayed),
    active: Number(active),
    oldestDueSeconds: Number(oldest),
  }));
}
