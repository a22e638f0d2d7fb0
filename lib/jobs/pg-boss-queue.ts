import { type JobInsert, PgBoss } from "pg-boss";
import { z } from "zod";
import type { Database, Queryable } from "#db/client.ts";
import { deadLetterQueue, jobSchema } from "#db/job-queues.ts";
import { jobStorage, listeningJobStorage } from "#db/job-storage.ts";
import type { DeadLetter } from "#lib/contracts/system.ts";
import { isUnavailable } from "#lib/core/errors.ts";
import type { Logger } from "#lib/core/logger.ts";
import { type JobData, type JobHandler, type JobName, jobSchemas, type NewJob } from "./job.ts";
import type { WorkingJobQueue } from "./queue.ts";

/** How a process works on a queue. New jobs wake it at once; delayed ones are found by asking. */
const workOptions = {
  /** Jobs taken together, and worked on at the same time. */
  batchSize: 8,
  /** While there is more than one batch, do not wait between batches. */
  burstWhenBatchFull: true,
  pollingIntervalSeconds: 1,
  notifyPollingIntervalSeconds: 1,
  perJobResults: true,
} as const;

/** Seconds between two looks for jobs whose process died. */
const superviseSeconds = 5;
/** Least time the library leaves running jobs at a stop; they are aborted at its beginning. */
const stopGraceMs = 1_000;

/** Why a job failed, as far as it says so. */
const outputSchema = z.object({ reason: z.string().optional(), message: z.string().optional() }).catch({});

/** The durable queue on our PostgreSQL, over our own connections. */
export class PgBossQueue implements WorkingJobQueue {
  readonly #boss: PgBoss;
  readonly #logger: Logger;
  readonly #stopping = new AbortController();
  #started: Promise<unknown> | null = null;

  constructor(
    db: Database,
    logger: Logger,
    { supervise, schedule = false }: { supervise: boolean; schedule?: boolean },
  ) {
    this.#logger = logger;
    this.#boss = new PgBoss({
      db: listeningJobStorage(db),
      schema: jobSchema,
      migrate: false,
      schedule,
      supervise,
      superviseIntervalSeconds: superviseSeconds,
      monitorIntervalSeconds: superviseSeconds,
      registerInstance: false,
      useListenNotify: supervise,
      openTelemetry: { enabled: false },
    });
    this.#boss.on("error", (error) => {
      // Every worker meets it every second while the database is away, which is told elsewhere.
      logger[isUnavailable(error) ? "debug" : "warn"]({ err: error }, "the job queue met an error");
    });
    this.#boss.on("warning", ({ message }) => logger.debug({ warning: message }, "the job queue warns"));
  }

  /** The library reads which queues there are once. */
  async #start(): Promise<void> {
    this.#started ??= this.#boss.start();
    try {
      await this.#started;
    } catch (error) {
      this.#started = null;
      throw error;
    }
  }

  async add(db: Queryable, jobs: readonly NewJob[]): Promise<void> {
    if (jobs.length === 0) return;
    await this.#start();
    const storage = jobStorage(db);
    for (const [name, same] of Map.groupBy(jobs, (job) => job.name)) {
      const rows = same.map(
        ({ data, delayMs = 0 }): JobInsert => ({
          data,
          ...(delayMs > 0 ? { startAfter: delayMs / 1000 } : {}),
        }),
      );
      await this.#boss.insert(name, rows, { db: storage });
    }
  }

  async listDeadLetters({ after, limit }: { after: string | null; limit: number }): Promise<DeadLetter[]> {
    await this.#start();
    const jobs = await this.#boss.findJobs(deadLetterQueue, { limit, ...(after === null ? {} : { after }) });
    return jobs.map((job) => ({
      id: job.id,
      queue: job.sourceName ?? "unknown",
      data: z.record(z.string(), z.json()).catch({}).parse(job.data),
      reason: outputSchema.parse(job.sourceOutput).reason ?? null,
      tries: job.sourceRetryCount === null ? null : job.sourceRetryCount + 1,
      createdAt: new Date(job.createdOn).toISOString(),
    }));
  }

  async retryDeadLetter(db: Queryable, id: string): Promise<boolean> {
    await this.#start();
    return (await this.#boss.redrive(deadLetterQueue, { ids: [id], db: jobStorage(db) })) > 0;
  }

  async work(handlers: { [Name in JobName]: JobHandler<Name> }): Promise<void> {
    await this.#start();
    await this.#workOn("triage.run", handlers["triage.run"]);
    await this.#workOn("triage.rescue", handlers["triage.rescue"]);
    await this.#workOn("triage.retry", handlers["triage.retry"]);
    await this.#workOn("runbooks.embed", handlers["runbooks.embed"]);
    await this.#workOn("calibration.fit", handlers["calibration.fit"]);
    await this.#workOn("callback.deliver", handlers["callback.deliver"]);
    await this.#workOn("stats.roll_up", handlers["stats.roll_up"]);
    await this.#workOn("reviews.escalate", handlers["reviews.escalate"]);
  }

  async #workOn<Name extends JobName>(name: Name, handler: JobHandler<Name>): Promise<void> {
    await this.#boss.work(name, workOptions, (jobs) =>
      Promise.all(
        jobs.map(async (job) => {
          const signal = AbortSignal.any([job.signal, this.#stopping.signal]);
          return { id: job.id, ...(await this.#outcomeOf(name, job.data, handler, signal)) };
        }),
      ),
    );
  }

  async #outcomeOf<Name extends JobName>(
    name: Name,
    given: unknown,
    handler: JobHandler<Name>,
    signal: AbortSignal,
  ) {
    const data = jobSchemas[name].safeParse(given);
    if (!data.success) return { status: "deadletter", output: { reason: "not a job of this kind" } } as const;
    try {
      // The schema of a name parses to the data of that name.
      const outcome = await handler(data.data as JobData[Name], signal);
      return { status: outcome === "done" ? "completed" : "deadletter" } as const;
    } catch (error) {
      this.#logger[signal.aborted ? "info" : "warn"]({ job: name, err: error }, "a job is tried again");
      return {
        status: "failed",
        output: { reason: error instanceof Error ? error.message : "failed" },
      } as const;
    }
  }

  async stop(): Promise<void> {
    if (this.#started === null) return;
    this.#stopping.abort(new Error("the process stops"));
    await this.#boss.stop({ graceful: true, timeout: stopGraceMs });
  }
}
