import { and, desc, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import type { ApiScope } from "../../lib/contracts/access.ts";
import type { CallerLimits } from "../../lib/contracts/limits.ts";
import type { PageQuery } from "../../lib/contracts/page.ts";
import type { Database, Queryable } from "../client.ts";
import { apiKeys } from "../schema/api-keys.ts";
import { limitsOfKeys } from "./caller-limits.ts";
import { idOfCursor, pageFrom } from "./cursor.ts";
import { run } from "./run.ts";

/** How exact `last_used_at` is: one write a minute and key, however many requests. */
const lastUsedStepMs = 60_000;

/** PostgreSQL channel on which every change of a key is announced. */
const keyChannel = "gateway_keys";

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

/** A key that may be used, with what was set for it and for its team. */
export interface ValidApiKey extends StoredApiKey {
  limits: { key: CallerLimits; team: CallerLimits };
}

const { columns: limitColumns, key: limitsOfKey, team: limitsOfTeam } = limitsOfKeys;

function validKeyOf({
  keyRequests,
  keyTokens,
  teamRequests,
  teamTokens,
  ...key
}: StoredApiKey & Record<keyof typeof limitColumns, number | null>): ValidApiKey {
  return {
    ...key,
    limits: {
      key: { requestsPerMinute: keyRequests, tokensPerMinute: keyTokens },
      team: { requestsPerMinute: teamRequests, tokensPerMinute: teamTokens },
    },
  };
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
  const added = db.$with("added").as(db.insert(apiKeys).values(key).returning({ id: apiKeys.id }));
  await run(
    db
      .with(added)
      .select({ announced: sql`pg_notify(${keyChannel}, ${added.id})` })
      .from(added),
  );
}

/** Valid keys by the hash of their secret, at most `limit`, those that were used last first. */
export async function listValidApiKeys(db: Queryable, limit: number): Promise<Map<string, ValidApiKey>> {
  const keys = await run(
    db
      .select({ secretHash: apiKeys.secretHash, ...keyColumns, ...limitColumns })
      .from(apiKeys)
      .leftJoin(limitsOfKey.table, limitsOfKey.on)
      .leftJoin(limitsOfTeam.table, limitsOfTeam.on)
      .where(isNull(apiKeys.revokedAt))
      .orderBy(sql`${apiKeys.lastUsedAt} desc nulls last`)
      .limit(limit),
  );
  return new Map(keys.map(({ secretHash, ...key }) => [secretHash, validKeyOf(key)]));
}

/** Tells every replica, which remembers keys and limits for when the database is away. */
export async function announceKeyChange(db: Queryable): Promise<void> {
  await run(db.execute(sql`select pg_notify(${keyChannel}, '')`));
}

/**
 * Hears that keys changed, or may have while the connection was lost. Resolves when it listens for the first time.
 */
export async function listenForKeyChanges(db: Database, onChange: () => void): Promise<void> {
  await run(db.$client.listen(keyChannel, onChange, onChange));
}

/** Of a key, revoked or not; null when there is none with this id. */
export async function findApiKeyName(db: Queryable, id: string): Promise<string | null> {
  const [key] = await run(db.select({ name: apiKeys.name }).from(apiKeys).where(eq(apiKeys.id, id)));
  return key?.name ?? null;
}

/** A page of keys, newest first, revoked ones included. Throws `invalid_fields` for a foreign cursor. */
export async function listApiKeys(
  db: Queryable,
  { cursor, limit }: PageQuery,
): Promise<{ items: StoredApiKey[]; nextCursor: string | null }> {
  const rows = await run(
    db
      .select(keyColumns)
      .from(apiKeys)
      .where(cursor ? lt(apiKeys.id, idOfCursor(cursor, "key")) : undefined)
      .orderBy(desc(apiKeys.id))
      .limit(limit + 1),
  );
  return pageFrom(rows, limit);
}

/** Names by id, of revoked keys, too. */
export async function namesOfApiKeys(db: Queryable, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const keys = await run(
    db
      .select({ id: apiKeys.id, name: apiKeys.name })
      .from(apiKeys)
      .where(inArray(apiKeys.id, [...ids])),
  );
  return new Map(keys.map(({ id, name }) => [id, name]));
}

/** The key with this secret, unless it was revoked. */
export async function findValidApiKey(db: Queryable, secretHash: string): Promise<ValidApiKey | null> {
  const [key] = await run(
    db
      .select({ ...keyColumns, ...limitColumns })
      .from(apiKeys)
      .leftJoin(limitsOfKey.table, limitsOfKey.on)
      .leftJoin(limitsOfTeam.table, limitsOfTeam.on)
      .where(and(eq(apiKeys.secretHash, secretHash), isNull(apiKeys.revokedAt))),
  );
  return key ? validKeyOf(key) : null;
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

/** The key that was revoked; null when there is no such key or it was revoked before. */
export async function revokeApiKey(db: Queryable, id: string, now: Date): Promise<StoredApiKey | null> {
  const revoked = db.$with("revoked").as(
    db
      .update(apiKeys)
      .set({ revokedAt: now })
      .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
      .returning(keyColumns),
  );
  const [announced] = await run(
    db
      .with(revoked)
      .select({
        id: revoked.id,
        name: revoked.name,
        prefix: revoked.prefix,
        scopes: revoked.scopes,
        team: revoked.team,
        createdAt: revoked.createdAt,
        lastUsedAt: revoked.lastUsedAt,
        revokedAt: revoked.revokedAt,
        announced: sql`pg_notify(${keyChannel}, ${revoked.id})`,
      })
      .from(revoked),
  );
  if (!announced) return null;
  const { announced: _announced, ...key } = announced;
  return key;
}
