import { and, asc, desc, eq, gt, isNotNull, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { EvalCase } from "../../lib/contracts/eval-case.ts";
import type { EvalSetVersionPage, SetMakeup } from "../../lib/contracts/eval-set.ts";
import type { Severity } from "../../lib/contracts/vocabulary.ts";
import type { Queryable } from "../client.ts";
import { evalCases, evalCaseTexts, evalSetCases, evalSetVersions } from "../schema/eval-sets.ts";
import { labelOf, type NewEvalCase, type SetMember } from "./eval-sets.ts";
import { cursorOfPosition, positionOfCursor } from "./position-cursor.ts";
import { run } from "./run.ts";

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
