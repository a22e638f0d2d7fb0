import { and, asc, desc, eq, gt, gte, inArray, isNull, ne, sql } from "drizzle-orm";
import type {
  KnowledgeStatus,
  Runbook,
  RunbookImportAnswer,
  RunbookListQuery,
  RunbookPage,
} from "../../lib/contracts/runbooks.ts";
import { AppError } from "../../lib/core/errors.ts";
import type { Queryable } from "../client.ts";
import { removedRunbooks, runbookSections, runbookSources, runbooks } from "../schema/runbooks.ts";
import { tickets } from "../schema/tickets.ts";
import { triageRunbooks } from "../schema/triage-runbooks.ts";
import { triages } from "../schema/triages.ts";
import { cursorOf } from "./cursor.ts";
import { run } from "./run.ts";

function lastIdOf(cursor: string): string {
  const id = Buffer.from(cursor, "base64url").toString();
  if (id && cursorOf(id) === cursor && !id.includes("\u0000")) return id;
  throw new AppError("invalid_fields", "Some fields are not valid: cursor.", {
    errors: [{ path: "cursor", message: "is not a nextCursor of this list" }],
  });
}

/** A page of runbooks in the order of their ids, with how many tickets since `since` point to each. */
export async function listRunbooks(
  db: Queryable,
  query: RunbookListQuery,
  since: Date,
): Promise<RunbookPage> {
  const usedBy = sql<number>`(
    select count(*) from ${triageRunbooks}
    where ${triageRunbooks.runbookId} = ${runbooks.id} and ${gte(triageRunbooks.createdAt, since)}
  )`.mapWith(Number);
  const rows = await run(
    db
      .select({
        id: runbooks.id,
        title: runbooks.title,
        source: runbooks.source,
        sections: runbooks.sections,
        updatedAt: runbooks.updatedAt,
        usedBy,
      })
      .from(runbooks)
      .where(query.cursor ? gt(runbooks.id, lastIdOf(query.cursor)) : undefined)
      .orderBy(asc(runbooks.id))
      // One more than asked for tells whether there is a next page.
      .limit(query.limit + 1),
  );
  const items = rows.slice(0, query.limit).map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() }));
  const last = items.at(-1);
  return { items, nextCursor: last && rows.length > query.limit ? cursorOf(last.id) : null };
}

/** A runbook with its sections, also one that was removed, as it was last; null when there never was one. */
export async function findRunbook(db: Queryable, id: string, since: Date): Promise<Runbook | null> {
  const [found, sections, used] = await Promise.all([
    run(
      db
        .select({
          id: runbooks.id,
          title: runbooks.title,
          source: runbooks.source,
          updatedAt: runbooks.updatedAt,
          commit: runbookSources.commit,
          branch: runbookSources.branch,
          isFolder: sql<boolean>`coalesce(${runbookSources.isFolder}, false)`,
        })
        .from(runbooks)
        .leftJoin(runbookSources, eq(runbookSources.source, runbooks.source))
        .where(eq(runbooks.id, id)),
    ),
    run(
      db
        .select({ ordinal: runbookSections.ordinal, path: runbookSections.path, text: runbookSections.text })
        .from(runbookSections)
        .where(eq(runbookSections.runbookId, id))
        .orderBy(asc(runbookSections.ordinal)),
    ),
    run(
      db
        .select({ count: sql<number>`count(*)`.mapWith(Number) })
        .from(triageRunbooks)
        .where(and(eq(triageRunbooks.runbookId, id), gte(triageRunbooks.createdAt, since))),
    ),
  ]);
  const [runbook] = found;
  const usedBy = used[0]?.count ?? 0;
  if (runbook)
    return { ...runbook, updatedAt: runbook.updatedAt.toISOString(), usedBy, removed: null, sections };
  const removed = await findRemovedRunbook(db, id);
  return (
    removed && {
      id,
      title: removed.title,
      source: removed.source,
      updatedAt: removed.updatedAt.toISOString(),
      commit: null,
      branch: null,
      isFolder: false,
      usedBy,
      removed: { at: removed.removedAt.toISOString(), by: removed.removedBy },
      sections: removed.sections,
    }
  );
}

type RemovedRunbook = typeof removedRunbooks.$inferSelect;

export async function findRemovedRunbook(db: Queryable, id: string): Promise<RemovedRunbook | null> {
  const [removed] = await run(db.select().from(removedRunbooks).where(eq(removedRunbooks.id, id)));
  return removed ?? null;
}

const removedShown = 20;

/** What was taken off the shelf last, newest first. */
export async function listRemovedRunbooks(db: Queryable): Promise<KnowledgeStatus["removed"]> {
  const rows = await run(
    db
      .select({
        id: removedRunbooks.id,
        title: removedRunbooks.title,
        source: removedRunbooks.source,
        at: removedRunbooks.removedAt,
        by: removedRunbooks.removedBy,
      })
      .from(removedRunbooks)
      .orderBy(desc(removedRunbooks.removedAt))
      .limit(removedShown),
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Texts of single sections, by runbook and ordinal; those that are gone are left out. */
export async function findSectionTexts(
  db: Queryable,
  wanted: readonly { id: string; ordinal: number }[],
): Promise<{ id: string; ordinal: number; text: string }[]> {
  if (wanted.length === 0) return [];
  const rows = await run(
    db
      .select({ id: runbookSections.runbookId, ordinal: runbookSections.ordinal, text: runbookSections.text })
      .from(runbookSections)
      .where(
        inArray(
          runbookSections.runbookId,
          wanted.map(({ id }) => id),
        ),
      ),
  );
  return rows.filter((row) => wanted.some(({ id, ordinal }) => id === row.id && ordinal === row.ordinal));
}

export async function countRunbooks(db: Queryable): Promise<number> {
  const [row] = await run(db.select({ count: sql<number>`count(*)`.mapWith(Number) }).from(runbooks));
  return row?.count ?? 0;
}

/** What the last import of each source did, newest first; at most 50 sources. */
export async function listRunbookSources(db: Queryable): Promise<RunbookImportAnswer[]> {
  const rows = await run(db.select().from(runbookSources).orderBy(desc(runbookSources.importedAt)).limit(50));
  return rows.map(({ isFolder: _isFolder, ...row }) => ({
    ...row,
    importedAt: row.importedAt.toISOString(),
  }));
}

/** Triages looked at for what has no runbook, and fingerprints named. */
const gapTriagesMax = 5_000;
const gapsMax = 20;

/** The most frequent incidents since `since` without any runbook, among the newest 5,000 triages. */
export async function listIncidentsWithoutRunbook(
  db: Queryable,
  since: Date,
): Promise<KnowledgeStatus["withoutRunbook"]> {
  const recent = db
    .select({
      id: triages.id,
      ticketId: triages.ticketId,
      fingerprint: triages.fingerprint,
      category: triages.category,
    })
    .from(triages)
    .where(and(gte(triages.createdAt, since)))
    .orderBy(desc(triages.createdAt))
    .limit(gapTriagesMax)
    .as("recent");
  const gaps = db
    .select({
      fingerprint: recent.fingerprint,
      ticketId: sql<string>`max(${recent.ticketId})`.as("newest_ticket_id"),
      tickets: sql<number>`count(*)`.mapWith(Number).as("gap_tickets"),
    })
    .from(recent)
    .leftJoin(triageRunbooks, eq(triageRunbooks.triageId, recent.id))
    .where(and(isNull(triageRunbooks.triageId), ne(recent.category, "unknown")))
    .groupBy(recent.fingerprint)
    .orderBy(desc(sql`count(*)`), desc(sql`max(${recent.ticketId})`))
    .limit(gapsMax)
    .as("gaps");
  return await run(
    db
      .select({
        fingerprint: gaps.fingerprint,
        ticketId: tickets.id,
        title: tickets.title,
        category: tickets.category,
        severity: tickets.severity,
        tickets: gaps.tickets,
      })
      .from(gaps)
      .innerJoin(tickets, eq(tickets.id, gaps.ticketId))
      .orderBy(desc(gaps.tickets), desc(tickets.id)),
  );
}
