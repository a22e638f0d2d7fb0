import { and, desc, eq, gte, lt } from "drizzle-orm";
import type { AuditEntry, AuditPage, AuditQuery } from "../../lib/contracts/audit.ts";
import type { Queryable } from "../client.ts";
import { auditEntries } from "../schema/audit-entries.ts";
import { idOfCursor, pageFrom } from "./cursor.ts";
import { run } from "./run.ts";
import { storableDeep } from "./storable.ts";

export interface NewAuditEntry extends Omit<AuditEntry, "at"> {
  at: Date;
}

/** Adds an entry; `db` is the transaction of the change itself. */
export async function insertAuditEntry(
  db: Queryable,
  { actor, subject, ...entry }: NewAuditEntry,
): Promise<void> {
  await run(
    db.insert(auditEntries).values({
      ...storableDeep(entry),
      at: entry.at,
      actorType: actor.type,
      actorId: actor.id,
      actorName: actor.name,
      subjectType: subject.type,
      subjectId: subject.id,
      subjectName: subject.name,
    }),
  );
}

const entryOf = (row: typeof auditEntries.$inferSelect): AuditEntry => ({
  id: row.id,
  at: row.at.toISOString(),
  actor: { type: row.actorType, id: row.actorId, name: row.actorName },
  action: row.action,
  subject: { type: row.subjectType, id: row.subjectId, name: row.subjectName },
  before: row.before,
  after: row.after,
  reason: row.reason,
});

/** A page of the trail, newest first. `from` is included, `to` is not. Throws `invalid_fields` for a foreign cursor. */
export async function listAuditEntries(db: Queryable, query: AuditQuery): Promise<AuditPage> {
  const rows = await run(
    db
      .select()
      .from(auditEntries)
      .where(
        and(
          query.cursor ? lt(auditEntries.id, idOfCursor(query.cursor, "aud")) : undefined,
          query.actor ? eq(auditEntries.actorId, query.actor) : undefined,
          query.action ? eq(auditEntries.action, query.action) : undefined,
          query.subject ? eq(auditEntries.subjectId, query.subject) : undefined,
          query.from ? gte(auditEntries.at, new Date(query.from)) : undefined,
          query.to ? lt(auditEntries.at, new Date(query.to)) : undefined,
        ),
      )
      .orderBy(desc(auditEntries.id))
      .limit(query.limit + 1),
  );
  return pageFrom(rows.map(entryOf), query.limit);
}
