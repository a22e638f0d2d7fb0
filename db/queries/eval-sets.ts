import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { EvalCase } from "../../lib/contracts/eval-case.ts";
import type { Gate } from "../../lib/contracts/eval-gates.ts";
import type {
  EvalSet,
  EvalSetCasePage,
  EvalSetVersionPage,
  SetMakeup,
  TrendPoint,
} from "../../lib/contracts/eval-set.ts";
import type { Category, Severity } from "../../lib/contracts/vocabulary.ts";
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

/** The newest revision in which a set had this content; null when it never had. */
export async function findRevision(db: Queryable, name: string, version: string): Promise<number | null> {
  const [found] = await run(
    db
      .select({ revision: sql<number>`max(${evalSetVersions.revision})`.mapWith(Number) })
      .from(evalSetVersions)
      .where(and(eq(evalSetVersions.setName, name), eq(evalSetVersions.version, version))),
  );
  return found?.revision || null;
}

const inRevision = (name: string, revision: number) =>
  and(
    eq(evalSetCases.setName, name),
    lte(evalSetCases.addedIn, revision),
    or(isNull(evalSetCases.removedIn), gt(evalSetCases.removedIn, revision)),
  );

/** The cases of a set as it was in a revision, with their texts, in order. */
export async function readSetCases(
  db: Queryable,
  name: string,
  revision: number,
): Promise<(NewEvalCase & { content: EvalCase })[]> {
  const rows = await run(
    db
      .select({ row: evalCases, text: evalCaseTexts.text })
      .from(evalSetCases)
      .innerJoin(evalCases, eq(evalCases.hash, evalSetCases.caseHash))
      .innerJoin(evalCaseTexts, eq(evalCaseTexts.hash, evalSetCases.caseHash))
      .where(inRevision(name, revision))
      .orderBy(asc(evalSetCases.position)),
  );
  return rows.map(({ row, text }) => ({
    hash: row.hash,
    title: row.title,
    content: { ...labelOf(row), text },
  }));
}

/** What a set was made of in a revision; only cases with a category and a severity count. */
export async function readMakeup(db: Queryable, name: string, revision: number): Promise<SetMakeup> {
  const first = sql`least(${evalCases.severityMin}, ${evalCases.severityMax})`;
  const last = sql`greatest(${evalCases.severityMin}, ${evalCases.severityMax})`;
  const width = sql`substr(${last}, 2)::int - substr(${first}, 2)::int`;
  const count = (holds: SQL) => sql<number>`count(*) filter (where ${holds})`.mapWith(Number);
  const accepts = (level: Severity) =>
    count(sql`${width} <= 1 and ${first} <= ${level} and ${last} >= ${level}`);
  const [found] = await run(
    db
      .select({
        texts: sql<number>`count(distinct md5(${evalCaseTexts.text}))`.mapWith(Number),
        urgent: count(sql`${last} <= 'P1'`),
        P0: accepts("P0"),
        P1: accepts("P1"),
        P2: accepts("P2"),
        P3: accepts("P3"),
      })
      .from(evalSetCases)
      .innerJoin(evalCases, eq(evalCases.hash, evalSetCases.caseHash))
      .innerJoin(evalCaseTexts, eq(evalCaseTexts.hash, evalSetCases.caseHash))
      .where(
        and(
          inRevision(name, revision),
          isNotNull(evalCases.category),
          isNotNull(evalCases.severityMin),
          isNotNull(evalCases.severityMax),
        ),
      ),
  );
  const { texts = 0, urgent = 0, ...levels } = found ?? { P0: 0, P1: 0, P2: 0, P3: 0 };
  return { texts, urgent, levels };
}

/** The members of a set as it was in a revision, in order; null when it never had that revision. */
export async function readMembers(
  db: Queryable,
  name: string,
  revision: number,
): Promise<SetMember[] | null> {
  const [known] = await run(
    db
      .select({ revision: evalSetVersions.revision })
      .from(evalSetVersions)
      .where(and(eq(evalSetVersions.setName, name), eq(evalSetVersions.revision, revision))),
  );
  if (!known) return null;
  return await run(
    db
      .select({ caseId: evalSetCases.caseId, hash: evalSetCases.caseHash })
      .from(evalSetCases)
      .where(inRevision(name, revision))
      .orderBy(asc(evalSetCases.position)),
  );
}

/** What a case was when a set had it last, and where it stood; null when it never had it. */
export async function findLastMember(
  db: Queryable,
  name: string,
  caseId: string,
): Promise<(SetMember & { position: number }) | null> {
  const [last] = await run(
    db
      .select({
        caseId: evalSetCases.caseId,
        hash: evalSetCases.caseHash,
        position: evalSetCases.position,
      })
      .from(evalSetCases)
      .where(and(eq(evalSetCases.setName, name), eq(evalSetCases.caseId, caseId)))
      .orderBy(desc(evalSetCases.addedIn))
      .limit(1),
  );
  return last ?? null;
}

/** A page of what a set was after each change, newest first, with how many cases came and went. */
export async function listSetVersions(
  db: Queryable,
  name: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<EvalSetVersionPage> {
  const other = alias(evalSetCases, "other");
  // A case that only moved ends and begins in the same revision.
  const isSame = and(eq(other.setName, evalSetCases.setName), eq(other.caseHash, evalSetCases.caseHash));
  const ofSet = eq(evalSetCases.setName, evalSetVersions.setName);
  const came = sql`select count(*) from ${evalSetCases} where ${ofSet}
    and ${evalSetCases.addedIn} = ${evalSetVersions.revision} and not exists (
      select 1 from ${evalSetCases} ${other} where ${isSame} and ${other.removedIn} = ${evalSetVersions.revision})`;
  const went = sql`select count(*) from ${evalSetCases} where ${ofSet}
    and ${evalSetCases.removedIn} = ${evalSetVersions.revision} and not exists (
      select 1 from ${evalSetCases} ${other} where ${isSame} and ${other.addedIn} = ${evalSetVersions.revision})`;
  const rows = await run(
    db
      .select({
        row: evalSetVersions,
        added: sql<number>`(${came})`.mapWith(Number),
        removed: sql<number>`(${went})`.mapWith(Number),
      })
      .from(evalSetVersions)
      .where(
        and(
          eq(evalSetVersions.setName, name),
          cursor ? lt(evalSetVersions.revision, positionOfCursor(cursor)) : undefined,
        ),
      )
      .orderBy(desc(evalSetVersions.revision))
      .limit(limit + 1),
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ row: { revision, version, cases, actorName, createdAt }, added, removed }) => ({
      revision,
      version,
      cases,
      added,
      removed,
      by: actorName,
      createdAt: createdAt.toISOString(),
    })),
    nextCursor: last && rows.length > limit ? cursorOfPosition(last.row.revision) : null,
  };
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
