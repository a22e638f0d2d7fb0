import { and, desc, eq, inArray, isNotNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { EvalRun, EvalRunDetail, EvalRunPage } from "../../lib/contracts/eval-run.ts";
import { type PolicyContent, policyContentSchema } from "../../lib/contracts/policy.ts";
import { usdOf } from "../../lib/core/money.ts";
import type { Queryable } from "../client.ts";
import { evalOverrides, evalRuns } from "../schema/eval-runs.ts";
import { policyVersions } from "../schema/policies.ts";
import { cursorOf, idOfCursor } from "./cursor.ts";
import { run } from "./run.ts";

export type NewEvalRun = typeof evalRuns.$inferInsert;

export async function insertEvalRun(db: Queryable, evalRun: NewEvalRun): Promise<void> {
  await run(db.insert(evalRuns).values(evalRun));
}

/** A worker that has not been heard of for so long is dead, and its run with it. */
const isAbandoned = (now: Date) => and(eq(evalRuns.status, "running"), lt(evalRuns.leaseUntil, now));

const listColumns = (now: Date) => ({
  id: evalRuns.id,
  set: evalRuns.evalSet,
  setVersion: evalRuns.evalSetVersion,
  engine: evalRuns.engine,
  models: evalRuns.models,
  promptVersion: evalRuns.promptVersion,
  policyVersion: evalRuns.policyVersion,
  schemaVersion: evalRuns.schemaVersion,
  scorerVersion: evalRuns.scorerVersion,
  productVersion: evalRuns.productVersion,
  productCommit: evalRuns.productCommit,
  status: sql<
    EvalRun["status"]
  >`case when ${isAbandoned(now)} then 'interrupted' else ${evalRuns.status} end`,
  failure: evalRuns.failure,
  cases: evalRuns.cases,
  repeats: evalRuns.repeats,
  done: evalRuns.done,
  baselineId: evalRuns.baselineId,
  missedGates: evalRuns.missedGates,
  gatesVersion: evalRuns.gatesVersion,
  overridden: isNotNull(evalOverrides.runId).mapWith(Boolean),
  scores: evalRuns.scores,
  simulated: evalRuns.simulated,
  costNanoUsd: evalRuns.costNanoUsd,
  startedBy: evalRuns.startedBy,
  createdAt: evalRuns.createdAt,
  finishedAt: evalRuns.finishedAt,
});

const selectRuns = (db: Queryable, now: Date) =>
  db
    .select(listColumns(now))
    .from(evalRuns)
    .leftJoin(evalOverrides, eq(evalOverrides.runId, evalRuns.id))
    .$dynamic();

type RunRow = Awaited<ReturnType<typeof selectRuns>>[number];

function runOf({ costNanoUsd, createdAt, finishedAt, ...row }: RunRow): EvalRun {
  const gateState =
    row.status !== "done"
      ? "none"
      : row.missedGates.length > 0
        ? "missed"
        : row.gatesVersion
          ? "passed"
          : "none";
  return {
    ...row,
    costUsd: usdOf(costNanoUsd),
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    gateState,
  };
}

interface RunListQuery {
  cursor?: string | undefined;
  limit: number;
  set?: string | undefined;
  promptVersion?: string | undefined;
}

/** A page of runs, newest first. */
export async function listEvalRuns(db: Queryable, query: RunListQuery, now: Date): Promise<EvalRunPage> {
  const rows = await run(
    selectRuns(db, now)
      .where(
        and(
          query.set ? eq(evalRuns.evalSet, query.set) : undefined,
          query.promptVersion ? eq(evalRuns.promptVersion, query.promptVersion) : undefined,
          query.cursor ? lt(evalRuns.id, idOfCursor(query.cursor, "run")) : undefined,
        ),
      )
      .orderBy(desc(evalRuns.id))
      .limit(query.limit + 1),
  );
  const items = rows.slice(0, query.limit).map(runOf);
  const last = items.at(-1);
  return { items, nextCursor: last && rows.length > query.limit ? cursorOf(last.id) : null };
}

export async function findEvalRun(db: Queryable, id: string, now: Date): Promise<EvalRun | null> {
  const [row] = await run(selectRuns(db, now).where(eq(evalRuns.id, id)));
  return row ? runOf(row) : null;
}

export async function findEvalRunDetail(db: Queryable, id: string, now: Date): Promise<EvalRunDetail | null> {
  const [row] = await run(
    db
      .select({
        row: listColumns(now),
        gates: evalRuns.gates,
        analysis: evalRuns.analysis,
        override: evalOverrides,
      })
      .from(evalRuns)
      .leftJoin(evalOverrides, eq(evalOverrides.runId, evalRuns.id))
      .where(eq(evalRuns.id, id)),
  );
  if (!row) return null;
  return {
    ...runOf(row.row),
    gates: row.gates,
    analysis: row.analysis,
    override: row.override && {
      reason: row.override.reason,
      failedGates: row.override.failedGates,
      by: row.override.actorName,
      createdAt: row.override.createdAt.toISOString(),
    },
  };
}

/**
 * The newest runs, or the one that is named, with the policy that each was made with; null where that is not kept. A
 * run names the rules engine behind its policy.
 */
export async function listRunsWithPolicy(
  db: Queryable,
  limit: number,
  now: Date,
  id?: string,
): Promise<{ run: EvalRun; policy: PolicyContent | null }[]> {
  const rows = await run(
    db
      .select({ row: listColumns(now), content: policyVersions.content })
      .from(evalRuns)
      .leftJoin(evalOverrides, eq(evalOverrides.runId, evalRuns.id))
      .leftJoin(
        policyVersions,
        sql`${policyVersions.version} = split_part(${evalRuns.policyVersion}, '.', 1)`,
      )
      .where(id === undefined ? undefined : eq(evalRuns.id, id))
      .orderBy(desc(evalRuns.id))
      .limit(limit),
  );
  return rows.map(({ row, content }) => ({
    run: runOf(row),
    policy: content === null ? null : policyContentSchema.parse(content),
  }));
}

export interface Lease {
  worker: string;
  now: Date;
  leaseUntil: Date;
}

/** What a worker needs to do a run. */
export interface ClaimedRun {
  id: string;
  evalSet: string;
  evalSetVersion: string;
  engine: EvalRun["engine"];
  repeats: number;
  baselineId: string | null;
  promptVersion: string;
  policyVersion: string;
  models: string[];
}

const claimedColumns = {
  id: evalRuns.id,
  evalSet: evalRuns.evalSet,
  evalSetVersion: evalRuns.evalSetVersion,
  engine: evalRuns.engine,
  repeats: evalRuns.repeats,
  baselineId: evalRuns.baselineId,
  promptVersion: evalRuns.promptVersion,
  policyVersion: evalRuns.policyVersion,
  models: evalRuns.models,
};

/** Takes the oldest waiting run, which then no other worker takes; null when none waits. */
export async function claimQueuedRun(db: Queryable, lease: Lease): Promise<ClaimedRun | null> {
  const oldest = db
    .select({ id: evalRuns.id })
    .from(evalRuns)
    .where(eq(evalRuns.status, "queued"))
    .orderBy(evalRuns.id)
    .limit(1)
    .for("update", { skipLocked: true });
  const [claimed] = await run(
    db
      .update(evalRuns)
      .set({ status: "running", worker: lease.worker, leaseUntil: lease.leaseUntil })
      .where(inArray(evalRuns.id, oldest))
      .returning(claimedColumns),
  );
  return claimed ?? null;
}

const heldBy = (id: string, worker: string) =>
  and(eq(evalRuns.id, id), eq(evalRuns.worker, worker), eq(evalRuns.status, "running"));

const changed = async (query: PromiseLike<unknown[]>) => (await run(query)).length > 0;

/** Says that the worker lives; false when the run is no longer its own: cancelled, or taken for dead. */
export async function renewLease(db: Queryable, id: string, lease: Lease, made = 0): Promise<boolean> {
  return await changed(
    db
      .update(evalRuns)
      .set({ leaseUntil: lease.leaseUntil, done: sql`${evalRuns.done} + ${made}` })
      .where(heldBy(id, lease.worker))
      .returning({ id: evalRuns.id }),
  );
}

type RunEnd = Pick<NewEvalRun, "status"> & Partial<NewEvalRun>;

/** Ends a run that the worker still holds; false when it does not. */
export async function endRun(db: Queryable, id: string, worker: string, end: RunEnd): Promise<boolean> {
  return await changed(
    db
      .update(evalRuns)
      .set({ ...end, worker: null, leaseUntil: null })
      .where(heldBy(id, worker))
      .returning({ id: evalRuns.id }),
  );
}

/** False when the run is over, or there is none. */
export async function cancelRun(db: Queryable, id: string, now: Date): Promise<boolean> {
  return await changed(
    db
      .update(evalRuns)
      .set({ status: "cancelled", worker: null, leaseUntil: null, finishedAt: now })
      .where(and(eq(evalRuns.id, id), inArray(evalRuns.status, ["queued", "running", "interrupted"])))
      .returning({ id: evalRuns.id }),
  );
}

/** It stands still and can go on: its worker stopped, died or failed, or somebody cancelled it. */
const isStopped = (now: Date): SQL | undefined =>
  or(inArray(evalRuns.status, ["interrupted", "failed", "cancelled"]), isAbandoned(now));

const afresh = { failure: null, finishedAt: null };

/** Puts a run that stands still back into the queue; false when it is in another state. */
export async function requeueRun(db: Queryable, id: string, now: Date): Promise<boolean> {
  return await changed(
    db
      .update(evalRuns)
      .set({ ...afresh, status: "queued", worker: null, leaseUntil: null })
      .where(and(eq(evalRuns.id, id), isStopped(now)))
      .returning({ id: evalRuns.id }),
  );
}

/** Takes a run that stands still or waits, which then no other worker takes; null when it is in another state. */
export async function claimStoppedRun(db: Queryable, id: string, lease: Lease): Promise<ClaimedRun | null> {
  const [claimed] = await run(
    db
      .update(evalRuns)
      .set({ ...afresh, status: "running", worker: lease.worker, leaseUntil: lease.leaseUntil })
      .where(and(eq(evalRuns.id, id), or(eq(evalRuns.status, "queued"), isStopped(lease.now))))
      .returning(claimedColumns),
  );
  return claimed ?? null;
}

/** False when an override is there already. */
export async function insertOverride(
  db: Queryable,
  override: typeof evalOverrides.$inferInsert,
): Promise<boolean> {
  return await changed(
    db.insert(evalOverrides).values(override).onConflictDoNothing().returning({ id: evalOverrides.runId }),
  );
}

/** The newest finished run of a set with an engine; null without any. */
export async function findLatestRun(
  db: Queryable,
  set: string,
  engine: EvalRun["engine"],
): Promise<string | null> {
  const [latest] = await run(
    db
      .select({ id: evalRuns.id })
      .from(evalRuns)
      .where(and(eq(evalRuns.evalSet, set), eq(evalRuns.engine, engine), eq(evalRuns.status, "done")))
      .orderBy(desc(evalRuns.id))
      .limit(1),
  );
  return latest?.id ?? null;
}
