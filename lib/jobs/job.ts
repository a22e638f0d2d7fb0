import { z } from "zod";

/**
 * Work that is done later, by any replica. A job holds ids alone: what it works on stands in the database, as it is
 * when the job's turn comes.
 */
export const jobSchemas = {
  /** Makes the card of a queued triage. */
  "triage.run": z.object({ triageId: z.string(), requestId: z.string() }),
  /** Makes the card of a queued triage without a model, after `triage.run` failed for good. */
  "triage.rescue": z.object({ triageId: z.string(), requestId: z.string() }),
  /** Asks the models again for a triage whose card is degraded; `tries` counts from 1. */
  "triage.retry": z.object({ triageId: z.string(), tries: z.int().min(1) }),
  /** Embeds sections of runbooks that are not embedded yet. */
  "runbooks.embed": z.object({}),
  /** Learns from reviewed cards what confidence is worth, when enough were decided; once a day when any was. */
  "calibration.fit": z.object({ daily: z.boolean().default(false) }),
  /** Tells managers of cards that wait too long for a human; added every minute. */
  "reviews.escalate": z.object({}),
  /** Sends a stored message to its receiver. */
  "callback.deliver": z.object({ deliveryId: z.string() }),
  /** Brings the figures of the dashboards up to date; added every minute. */
  "stats.roll_up": z.object({}),
} as const;

export type JobName = keyof typeof jobSchemas;
export const jobNames = Object.keys(jobSchemas) as JobName[];
export type JobData = { [Name in JobName]: z.output<(typeof jobSchemas)[Name]> };

/** A job to add; it is due after `delayMs`, at once where absent. */
export type NewJob = {
  [Name in JobName]: { name: Name; data: JobData[Name]; delayMs?: number };
}[JobName];

/**
 * Does one job. `given_up`: it is not worth trying again, and goes where people find it. A rejection is tried again.
 * The signal aborts when the process stops or another one has taken the job over.
 */
export type JobHandler<Name extends JobName> = (
  data: JobData[Name],
  signal: AbortSignal,
) => Promise<"done" | "given_up">;

export type JobHandlers = { [Name in JobName]: JobHandler<Name> };
