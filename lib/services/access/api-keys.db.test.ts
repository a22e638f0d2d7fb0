import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createDatabase } from "#db/client.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { noLimits } from "#lib/contracts/limits.ts";
import { createLogger } from "#lib/core/logger.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { testActor } from "#lib/services/testing.ts";
import { authenticateApiKey, createApiKey, listApiKeys, revokeApiKey } from "./api-keys.ts";
import { KeyMirror } from "./key-mirror.ts";

let home: TestDatabase;
beforeAll(async () => {
  home = await createTestDatabase();
});
afterAll(() => home.drop());

const at = (time: string) => new Date(`2026-01-01T${time}Z`);
const ctx = () => ({ database: home.database, runtime: systemRuntime, actor: testActor });
const authenticate = (secret: string, now = at("00:00:00")) =>
  authenticateApiKey({ ...ctx(), mirror: null }, secret, now);

test("a key is who its secret says, until it is revoked", async () => {
  const {
    key: { id },
    secret,
  } = await createApiKey(ctx(), { name: "pager", scopes: ["triage:write"], team: "sre" });
  expect(secret).toMatch(/^tg_[\w-]{43}$/);
  expect(await authenticate(secret)).toEqual({
    type: "api_key",
    id,
    name: "pager",
    team: "sre",
    scopes: ["triage:write"],
    limits: { key: noLimits, team: noLimits },
  });
  await revokeApiKey(ctx(), id);
  expect(await authenticate(secret)).toBeNull();
  await expect(revokeApiKey(ctx(), id)).rejects.toMatchObject({ code: "not_found" });
});

test("what is not a key's whole secret is nobody", async () => {
  const { secret } = await createApiKey(ctx(), { name: "a", scopes: [], team: null });
  for (const wrong of ["", "tg_", secret.slice(0, -1), `${secret}x`, secret.toUpperCase(), "\u0000"]) {
    expect(await authenticate(wrong)).toBeNull();
  }
});

test("the secret is stored nowhere", async () => {
  const { secret } = await createApiKey(ctx(), { name: "b", scopes: ["admin"], team: null });
  const rows = await home.database.$client`select row_to_json(api_keys)::text as text from api_keys`;
  expect(rows.map((row) => row.text).join()).not.toContain(secret);
});

test("the time of the last use is exact to a minute", async () => {
  const {
    key: { id },
    secret,
  } = await createApiKey(ctx(), { name: "c", scopes: [], team: null });
  const lastUsed = async () =>
    (await listApiKeys(ctx(), { limit: 50 })).items.find((key) => key.id === id)?.lastUsedAt ?? null;
  expect(await lastUsed()).toBeNull();
  await authenticate(secret, at("10:00:00"));
  await vi.waitFor(async () => expect(await lastUsed()).toEqual(at("10:00:00").toISOString()));
  await authenticate(secret, at("10:00:59"));
  await authenticate(secret, at("10:01:00"));
  await vi.waitFor(async () => expect(await lastUsed()).toEqual(at("10:01:00").toISOString()));
});

test("while the database is away the mirror says whose a key is, and nobody is told that theirs is wrong", async () => {
  const mirror = new KeyMirror(home.database, createLogger("silent"));
  await mirror.start();
  const [kept, revoked] = await Promise.all([
    createApiKey(ctx(), { name: "kept", scopes: ["triage:read"], team: null }),
    createApiKey(ctx(), { name: "revoked", scopes: ["triage:read"], team: null }),
  ]);
  await revokeApiKey(ctx(), revoked.key.id);
  const away = createDatabase({ user: "nobody", database: "none", socketPath: "/nowhere/.s.PGSQL.1" });
  const without = (secret: string) => authenticateApiKey({ database: away, mirror }, secret, new Date());
  await vi.waitFor(async () => expect(await without(kept.secret)).toMatchObject({ name: "kept" }));
  await vi.waitFor(async () => {
    await expect(without(revoked.secret)).rejects.toMatchObject({ code: "unavailable" });
  });
  await expect(without(`tg_${"a".repeat(43)}`)).rejects.toMatchObject({ code: "unavailable" });
  expect(await without("nonsense")).toBeNull();
  mirror.stop();
  await away.close();
});
