import { and, eq, lte } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { idempotencyKeys } from "../schema/idempotency-keys.ts";
import { run } from "./run.ts";

export type StoredIdempotencyKey = typeof idempotencyKeys.$inferSelect;
export type IdempotencyScope = Pick<StoredIdempotencyKey, "actorType" | "actorId" | "key">;

const sameScope = ({ actorType, actorId, key }: IdempotencyScope) =>
  and(
    eq(idempotencyKeys.actorType, actorType),
    eq(idempotencyKeys.actorId, actorId),
    eq(idempotencyKeys.key, key),
  );

/** What a caller's key stands for, or null. One whose time is over is removed, so that it can be used again. */
export async function findIdempotencyKey(
  db: Queryable,
  scope: IdempotencyScope,
  now: Date,
): Promise<StoredIdempotencyKey | null> {
  const [found] = await run(db.select().from(idempotencyKeys).where(sameScope(scope)));
  if (!found) return null;
  if (found.expiresAt > now) return found;
  await run(db.delete(idempotencyKeys).where(and(sameScope(scope), lte(idempotencyKeys.expiresAt, now))));
  return null;
}

/** Removes keys whose time is over. */
export async function sweepIdempotencyKeys(db: Queryable, now: Date): Promise<void> {
  await run(db.delete(idempotencyKeys).where(lte(idempotencyKeys.expiresAt, now)));
}
