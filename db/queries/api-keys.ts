import { and, desc, eq, isNull } from "drizzle-orm";
import type { ApiScope } from "../../lib/contracts/access.ts";
import type { Queryable } from "../client.ts";
import { apiKeys } from "../schema/api-keys.ts";
import { run } from "./run.ts";

/** How exact `last_used_at` is: one write a minute and key, however many requests. */
const lastUsedStepMs = 60_000;

export interface StoredApiKey {
  id: string;
  name: string;
  /** First characters of the secret. */
  prefix: string;
  scopes: ApiScope[];
  team: string | null;
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

const keyColumns = {
  id: apiKeys.id,
  name: apiKeys.name,
  prefix: apiKeys.prefix,
  scopes: apiKeys.scopes,
  team: apiKeys.team,
  createdAt: apiKeys.createdAt,
  lastUsedAt: apiKeys.lastUsedAt,
  revokedAt: apiKeys.revokedAt,
};

export async function insertApiKey(
  db: Queryable,
  key: Omit<StoredApiKey, "lastUsedAt" | "revokedAt"> & { secretHash: string },
): Promise<void> {
  await run(db.insert(apiKeys).values(key));
}

/** Newest first, revoked ones included. */
export async function listApiKeys(db: Queryable): Promise<StoredApiKey[]> {
  return await run(db.select(keyColumns).from(apiKeys).orderBy(desc(apiKeys.id)));
}

/** The key with this secret, unless it was revoked. */
export async function findValidApiKey(db: Queryable, secretHash: string): Promise<StoredApiKey | null> {
  const [key] = await run(
    db
      .select(keyColumns)
      .from(apiKeys)
      .where(and(eq(apiKeys.secretHash, secretHash), isNull(apiKeys.revokedAt))),
  );
  return key ?? null;
}

/** Notes a use, unless one was noted within the last minute; most uses write nothing. */
export async function touchApiKey(
  db: Queryable,
  { id, lastUsedAt }: Pick<StoredApiKey, "id" | "lastUsedAt">,
  now: Date,
): Promise<void> {
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < lastUsedStepMs) return;
  await run(db.update(apiKeys).set({ lastUsedAt: now }).where(eq(apiKeys.id, id)));
}

/** False when there is no such key or it was revoked before. */
export async function revokeApiKey(db: Queryable, id: string, now: Date): Promise<boolean> {
  const revoked = await run(
    db
      .update(apiKeys)
      .set({ revokedAt: now })
      .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
      .returning({ id: apiKeys.id }),
  );
  return revoked.length > 0;
}
