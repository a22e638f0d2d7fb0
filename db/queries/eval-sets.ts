import { and, asc, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import type { EvalCase } from "../../lib/contracts/eval-case.ts";
import type { Gate } from "../../lib/contracts/eval-gates.ts";
import type { EvalSet, EvalSetCasePage, TrendPoint } from "../../lib/contracts/eval-set.ts";
import type { Category } from "../../lib/contracts/vocabulary.ts";
import type { Queryable } from "../client.ts";
import { evalRuns } from "../schema/eval-runs.ts";
import { evalCases, evalCaseTexts, evalSetCases, evalSets, evalSetVersions } from "../schema/eval-sets.ts";
import { cursorOfPosition, positionOfCursor } from "./position-cursor.ts";
import { run } from "./run.ts";

/** A case with the name of its content and the title that lists show. */
export interface NewEvalCase {
  hash: string;
  title: string;
  content: EvalCase;
}

/** PostgreSQL takes at most 65,535 parameters in a statement; a case has sixteen. */
const casesPerStatement = 2000;

/** Stores the contents that are not there yet. */
export async function storeEvalCases(db: Queryable, cases: readonly NewEvalCase[]): Promise<void> {
  for (let start = 0; start < cases.length; start += casesPerStatement) {
    const batch = cases.slice(start, start + casesPerStatement);
    await run(db.insert(evalCases).values(batch.map(rowOf)).onConflictDoNothing());
    const texts = batch.map(({ hash, content }) => ({ hash, text: content.text }));
    await run(db.insert(evalCaseTexts).values(texts).onConflictDoNothing());
  }
}

const rowOf = ({ hash, title, content }: NewEvalCase): typeof evalCases.$inferInsert => ({
  hash,
  caseId: content.id,
  title,
  kind: content.kind ?? null,
  service: content.service ?? null,
  environment: content.environment ?? null,
  category: content.category ?? null,
  categoryAlt: content.category_alt,
  severityMin: content.severity_min ?? null,
  severityMax: content.severity_max ?? null,
  labelOrigin: content.label_origin ?? null,
  runbook: content.runbook ?? null,
  runbookAlt: content.runbook_alt,
  dupOf: content.dup_of ?? null,
  twinOf: content.twin_of ?? null,
  tags: content.tags,
});

/** A case's labels as the scorer reads them. */
export const labelOf = (row: typeof evalCases.$inferSelect): Omit<EvalCase, "text"> => ({
  id: row.caseId,
  category_alt: row.categoryAlt,
  runbook_alt: row.runbookAlt,
  tags: row.tags,
  runbook: row.runbook,
  dup_of: row.dupOf,
  twin_of: row.twinOf,
  ...(row.kind ? { kind: row.kind } : {}),
  ...(row.service ? { service: row.service } : {}),
  ...(row.environment ? { environment: row.environment } : {}),
  ...(row.category ? { category: row.category } : {}),
  ...(row.severityMin ? { severity_min: row.severityMin } : {}),
  ...(row.severityMax ? { severity_max: row.severityMax } : {}),
  ...(row.labelOrigin ? { label_origin: row.labelOrigin } : {}),
});

export interface SetMember {
  caseId: string;
  hash: string;
}

export interface SetChangeInput {
  name: string;
  builtIn: boolean;
  /** Of a set that comes into being, and of a built-in one. */
  gates: readonly Gate[];
  /** What the set shall be, from what it is, both in order. */
  next: (present: readonly SetMember[]) => SetMember[];
  versionOf: (hashes: readonly string[]) => string;
  actor: { id: string; name: string };
  now: Date;
}

export interface ChangedSet {
  /** null: the set came into being. */
  earlier: { version: string; cases: number } | null;
  version: string;
  revision: number;
  cases: number;
  changed: boolean;
}

/**
 * Changes a set under its lock, creating it where it is missing. null when the set comes with the product and
 * `builtIn` is false. The contents of new members must be stored already.
 */
export async function changeEvalSet(db: Queryable, change: SetChangeInput): Promise<ChangedSet | null> {
  const { name, builtIn, gates, now } = change;
  return await run(
    db.transaction(async (transaction) => {
      const fresh = { name, builtIn, revision: 0, version: "", cases: 0, gates: [...gates] };
      await transaction
        .insert(evalSets)
        .values({ ...fresh, createdAt: now, updatedAt: now })
        .onConflictDoNothing();
      const [set] = await transaction.select().from(evalSets).where(eq(evalSets.name, name)).for("update");
      if (!set) throw new Error("An upserted row is there.");
      if (set.builtIn && !builtIn) return null;
      const earlier = set.revision === 0 ? null : { version: set.version, cases: set.cases };
      const present = await transaction
        .select({ caseId: evalSetCases.caseId, hash: evalSetCases.caseHash })
        .from(evalSetCases)
        .where(and(eq(evalSetCases.setName, name), isNull(evalSetCases.removedIn)))
        .orderBy(asc(evalSetCases.position));
      const next = change.next(present);
      const version = change.versionOf(next.map(({ hash }) => hash));
      const gatesChanged = builtIn && JSON.stringify(set.gates) !== JSON.stringify(gates);
      if (gatesChanged || set.builtIn !== builtIn) {
        await transaction
          .update(evalSets)
          .set({ builtIn, gates: [...gates] })
          .where(eq(evalSets.name, name));
      }
      if (version === set.version) {
        return { earlier, version, revision: set.revision, cases: set.cases, changed: false };
      }
      const revision = set.revision + 1;
      await replaceMembers(transaction, name, revision, present, next);
      const cases = next.length;
      await transaction
        .update(evalSets)
        .set({ revision, version, cases, updatedAt: now })
        .where(eq(evalSets.name, name));
      await transaction.insert(evalSetVersions).values({
        setName: name,
        revision,
        version,
        cases,
        actorId: change.actor.id,
        actorName: change.actor.name,
        createdAt: now,
      });
      return { earlier, version, revision, cases, changed: true };
    }),
  );
}

/** Ends the members that are gone, changed or moved, and adds those that are new or take their place. */
async function replaceMembers(
  db: Queryable,
  setName: string,
  revision: number,
  present: readonly SetMember[],
  next: readonly SetMember[],
): Promise<void> {
  const keyOf = ({ caseId, hash }: SetMember, position: number) => JSON.stringify([caseId, hash, position]);
  const before = new Set(present.map(keyOf));
  const after = new Set(next.map(keyOf));
  const ended = present.filter((member, position) => !after.has(keyOf(member, position)));
  for (let start = 0; start < ended.length; start += casesPerStatement) {
    const ids = ended.slice(start, start + casesPerStatement).map(({ caseId }) => caseId);
    await db
      .update(evalSetCases)
      .set({ removedIn: revision })
      .where(
        and(
          eq(evalSetCases.setName, setName),
          isNull(evalSetCases.removedIn),
          inArray(evalSetCases.caseId, ids),
        ),
      );
  }
  const added = next.flatMap((member, position) =>
    before.has(keyOf(member, position))
      ? []
      : [{ setName, caseId: member.caseId, caseHash: member.hash, position, addedIn: revision }],
  );
  for (let start = 0; start < added.length; start += casesPerStatement) {
    await db.insert(evalSetCases).values(added.slice(start, start + casesPerStatement));
  }
}

/** Most points of a set's trend. */
const trendPoints = 20;
const setsMax = 200;

interface TrendRow extends Omit<TrendPoint, "createdAt"> {
  createdAt: string;
}

/** All sets by name, each with its newest finished runs, oldest first. */
export async function listEvalSets(db: Queryable): Promise<EvalSet[]> {
  const score = (name: string) => sql.raw(`(r.scores->>'${name}')::float8`);
  const trend = sql<TrendRow[]>`(
    select coalesce(jsonb_agg(point order by point->>'runId'), '[]'::jsonb) from (
      select jsonb_build_object('runId', r.id, 'createdAt', r.created_at, 'category', ${score("category")},
        'severityInBand', ${score("severityInBand")}, 'urgentRecall', ${score("urgentRecall")},
        'missedGates', cardinality(r.missed_gates)) as point
      from ${evalRuns} r where r.eval_set = "eval_sets"."name" and r.status = 'done'
      order by r.id desc limit ${trendPoints}) newest)`;
  const rows = await run(
    db
      .select({ set: evalSets, trend })
      .from(evalSets)
      .where(gt(evalSets.revision, 0))
      .orderBy(asc(evalSets.name))
      .limit(setsMax),
  );
  return rows.map(({ set, trend: points }) => ({
    name: set.name,
    builtIn: set.builtIn,
    version: set.version,
    revision: set.revision,
    cases: set.cases,
    gates: set.gates.length,
    updatedAt: set.updatedAt.toISOString(),
    trend: points.map((point) => ({ ...point, createdAt: new Date(point.createdAt).toISOString() })),
  }));
}

export type StoredEvalSet = typeof evalSets.$inferSelect;

export async function findEvalSet(db: Queryable, name: string): Promise<StoredEvalSet | null> {
  const [set] = await run(
    db
      .select()
      .from(evalSets)
      .where(and(eq(evalSets.name, name), gt(evalSets.revision, 0))),
  );
  return set ?? null;
}

/** A set whose row nobody else changes until the transaction ends. */
export async function lockEvalSet(tx: Queryable, name: string): Promise<StoredEvalSet | null> {
  const [set] = await run(
    tx
      .select()
      .from(evalSets)
      .where(and(eq(evalSets.name, name), gt(evalSets.revision, 0)))
      .for("update"),
  );
  return set ?? null;
}

export async function storeGates(
  db: Queryable,
  name: string,
  gates: readonly Gate[],
  now: Date,
): Promise<void> {
  await run(
    db
      .update(evalSets)
      .set({ gates: [...gates], updatedAt: now })
      .where(eq(evalSets.name, name)),
  );
}

interface CaseListQuery {
  cursor?: string | undefined;
  limit: number;
  category?: Category | undefined;
  kind?: EvalCase["kind"];
}

/** A page of a set's present cases, in order. */
export async function listSetCases(
  db: Queryable,
  name: string,
  { cursor, limit, category, kind }: CaseListQuery,
): Promise<EvalSetCasePage> {
  const rows = await run(
    db
      .select({ row: evalCases, position: evalSetCases.position })
      .from(evalSetCases)
      .innerJoin(evalCases, eq(evalCases.hash, evalSetCases.caseHash))
      .where(
        and(
          eq(evalSetCases.setName, name),
          isNull(evalSetCases.removedIn),
          cursor ? gt(evalSetCases.position, positionOfCursor(cursor)) : undefined,
          category ? eq(evalCases.category, category) : undefined,
          kind ? eq(evalCases.kind, kind) : undefined,
        ),
      )
      .orderBy(asc(evalSetCases.position))
      .limit(limit + 1),
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ row }) => ({
      id: row.caseId,
      title: row.title,
      kind: row.kind,
      category: row.category,
      categoryAlt: row.categoryAlt,
      severityMin: row.severityMin,
      severityMax: row.severityMax,
      labelOrigin: row.labelOrigin,
      tags: row.tags,
    })),
    nextCursor: last && rows.length > limit ? cursorOfPosition(last.position) : null,
  };
}
