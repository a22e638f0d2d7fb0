import { and, asc, eq, or, type SQL, sql } from "drizzle-orm";
import { type View, viewsMax } from "../../lib/contracts/views.ts";
import type { Queryable } from "../client.ts";
import { defaultViews, savedViews } from "../schema/saved-views.ts";
import { users } from "../schema/users.ts";
import { run } from "./run.ts";

type ViewRow = typeof savedViews.$inferInsert;

/** What a person may see: their own views and those that others share. */
const visibleTo = (userId: string): SQL | undefined =>
  or(eq(savedViews.ownerId, userId), eq(savedViews.shared, true));

async function selectViews(db: Queryable, userId: string, condition: SQL | undefined): Promise<View[]> {
  return await run(
    db
      .select({
        id: savedViews.id,
        name: savedViews.name,
        query: savedViews.query,
        shared: savedViews.shared,
        owner: { id: users.id, name: users.name },
        isMine: sql<boolean>`${savedViews.ownerId} = ${userId}`,
        isDefault: sql<boolean>`${defaultViews.viewId} is not null`,
      })
      .from(savedViews)
      .innerJoin(users, eq(users.id, savedViews.ownerId))
      .leftJoin(defaultViews, and(eq(defaultViews.viewId, savedViews.id), eq(defaultViews.userId, userId)))
      .where(and(visibleTo(userId), condition))
      .orderBy(asc(sql`lower(${savedViews.name})`), asc(savedViews.id))
      .limit(viewsMax),
  );
}

/** By name. */
export async function listViews(db: Queryable, userId: string): Promise<View[]> {
  return await selectViews(db, userId, undefined);
}

/** A view that the person may see; null when there is none. */
export async function findView(db: Queryable, userId: string, id: string): Promise<View | null> {
  const [view] = await selectViews(db, userId, eq(savedViews.id, id));
  return view ?? null;
}

/** The filters with which a person's list opens; null for all tickets. */
export async function findDefaultQuery(db: Queryable, userId: string): Promise<string | null> {
  const [view] = await run(
    db
      .select({ query: savedViews.query })
      .from(defaultViews)
      .innerJoin(savedViews, eq(savedViews.id, defaultViews.viewId))
      .where(and(eq(defaultViews.userId, userId), visibleTo(userId))),
  );
  return view?.query ?? null;
}

export async function insertView(db: Queryable, view: ViewRow): Promise<void> {
  await run(db.insert(savedViews).values(view));
}

export async function updateView(
  db: Queryable,
  id: string,
  change: Partial<Pick<ViewRow, "name" | "query" | "shared">>,
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await run(db.update(savedViews).set(change).where(eq(savedViews.id, id)));
}

export async function deleteView(db: Queryable, id: string): Promise<void> {
  await run(db.delete(savedViews).where(eq(savedViews.id, id)));
}

/** Lets a person's list open with a view, or with all tickets (null). */
export async function setDefaultView(db: Queryable, userId: string, viewId: string | null): Promise<void> {
  if (viewId === null) {
    await run(db.delete(defaultViews).where(eq(defaultViews.userId, userId)));
    return;
  }
  await run(
    db
      .insert(defaultViews)
      .values({ userId, viewId })
      .onConflictDoUpdate({ target: defaultViews.userId, set: { viewId } }),
  );
}
