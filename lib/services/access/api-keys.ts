import { createHash, randomBytes } from "node:crypto";
import type { Database } from "#db/client.ts";
import {
  findValidApiKey,
  insertApiKey,
  listApiKeys as queryApiKeys,
  revokeApiKey as revokeStoredApiKey,
  type StoredApiKey,
  touchApiKey,
  type ValidApiKey,
} from "#db/queries/api-keys.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import type { Actor, ApiScope } from "#lib/contracts/access.ts";
import type { ApiKey, CreatedApiKey } from "#lib/contracts/api-keys.ts";
import type { LimitsChange } from "#lib/contracts/limits.ts";
import type { PageQuery } from "#lib/contracts/page.ts";
import { AppError } from "#lib/core/errors.ts";
import { type AuditContext, recordAudit } from "#lib/services/audit/audit-trail.ts";
import { setLimits } from "#lib/services/limits/set-limits.ts";
import type { KeyMirror } from "./key-mirror.ts";

interface ApiKeyContext extends AuditContext {
  database: Database;
}

/** So that scanners for leaked secrets and people recognise one. */
const secretPrefix = "tg_";
/** 256 bits: nobody guesses one, so that a fast hash without salt protects it. */
const secretBytes = 32;
const shownCharacters = secretPrefix.length + 6;

const hashOf = (secret: string) => createHash("sha256").update(secret).digest("hex");

interface AskedApiKey {
  name: string;
  scopes: readonly ApiScope[];
  team: string | null;
  /** What it may use a minute, where that is not as by default. */
  limits?: LimitsChange | undefined;
}

/** Makes a key. The secret is in this answer and nowhere else. */
export async function createApiKey(
  ctx: ApiKeyContext,
  { name, team, limits, ...key }: AskedApiKey,
): Promise<CreatedApiKey> {
  const id = ctx.runtime.newId("key");
  const secret = `${secretPrefix}${randomBytes(secretBytes).toString("base64url")}`;
  const prefix = secret.slice(0, shownCharacters);
  const scopes = [...new Set(key.scopes)];
  const createdAt = ctx.runtime.now();
  await inTransaction(ctx.database, async (tx) => {
    await insertApiKey(tx, { id, name, prefix, secretHash: hashOf(secret), scopes, team, createdAt });
    await recordAudit(tx, ctx, {
      action: "key.created",
      subject: { type: "key", id, name },
      before: null,
      after: { name, prefix, scopes, team },
    });
    if (limits) await setLimits(tx, ctx, { kind: "key", id, name }, limits);
  });
  const stored = { id, name, prefix, scopes, team, createdAt, lastUsedAt: null, revokedAt: null };
  return { key: shownKey(stored), secret };
}

const shownKey = ({ createdAt, lastUsedAt, revokedAt, ...key }: StoredApiKey): ApiKey => ({
  ...key,
  createdAt: createdAt.toISOString(),
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
  revokedAt: revokedAt?.toISOString() ?? null,
});

/** A page of keys, newest first, revoked ones included; throws `invalid_fields` for a cursor that is not ours. */
export async function listApiKeys(
  { database }: Pick<ApiKeyContext, "database">,
  query: PageQuery,
): Promise<{ items: ApiKey[]; nextCursor: string | null }> {
  const { items, nextCursor } = await queryApiKeys(database, query);
  return { items: items.map(shownKey), nextCursor };
}

/** Ends a key at once. Throws `not_found` when there is no such key or it was revoked before. */
export async function revokeApiKey(ctx: ApiKeyContext, id: string): Promise<ApiKey> {
  return await inTransaction(ctx.database, async (tx) => {
    const revoked = await revokeStoredApiKey(tx, id, ctx.runtime.now());
    if (!revoked) throw new AppError("not_found", `There is no valid key ${id}.`);
    const { name, prefix, scopes, team } = revoked;
    await recordAudit(tx, ctx, {
      action: "key.revoked",
      subject: { type: "key", id, name },
      before: { name, prefix, scopes, team },
      after: null,
    });
    return shownKey(revoked);
  });
}

/** What every secret of ours looks like; what does not is nobody's. */
const secretPattern = new RegExp(`^${secretPrefix}[\\w-]{43}$`);

interface AuthenticateContext extends Pick<ApiKeyContext, "database"> {
  /** Asked while the database is away; null where a command has none. */
  mirror: Pick<KeyMirror, "find"> | null;
}

/**
 * The service a secret stands for, or null. The secret is looked up by its hash, so that the time this takes tells
 * nothing about how nearly right a guess was. Throws `unavailable` when nobody can say now whose it is.
 */
export async function authenticateApiKey(
  { database, mirror }: AuthenticateContext,
  secret: string,
  now: Date,
): Promise<Extract<Actor, { type: "api_key" }> | null> {
  if (!secretPattern.test(secret)) return null;
  const key = await findKey({ database, mirror }, hashOf(secret));
  if (key === null) return null;
  // Nobody waits for it; when it fails, the next use notes it.
  void touchApiKey(database, key, now).catch(() => {});
  const { id, name, team, scopes, limits } = key;
  return { type: "api_key", id, name, team, scopes, limits };
}

async function findKey(
  { database, mirror }: AuthenticateContext,
  secretHash: string,
): Promise<ValidApiKey | null> {
  try {
    return await findValidApiKey(database, secretHash);
  } catch (error) {
    const known = mirror?.find(secretHash) ?? null;
    if (known === null) throw error;
    return known;
  }
}
