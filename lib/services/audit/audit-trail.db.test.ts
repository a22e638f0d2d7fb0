import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inTransaction } from "#db/queries/transaction.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { auditQuerySchema } from "#lib/contracts/audit.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { createApiKey, revokeApiKey } from "#lib/services/access/api-keys.ts";
import { createUser, disableUser, setUserRole } from "#lib/services/access/users.ts";
import { importUploadedRunbooks } from "#lib/services/knowledge/import-runbooks.ts";
import { testActor, testRedact } from "#lib/services/testing.ts";
import { listAudit, recordAudit } from "./audit-trail.ts";

let home: TestDatabase;
beforeAll(async () => {
  home = await createTestDatabase();
});
afterAll(() => home.drop());

const ctx = () => ({ database: home.database, runtime: systemRuntime, actor: testActor });
const trail = (query: Record<string, string> = {}) => listAudit(ctx(), auditQuerySchema.parse(query));

test("each change is noted with its state before and after, and without a secret", async () => {
  const {
    key: { id },
    secret,
  } = await createApiKey(ctx(), { name: "pager", scopes: ["triage:write"], team: "sre" });
  await revokeApiKey(ctx(), id);
  const password = "correct horse battery";
  const user = await createUser(ctx(), { name: "Ada", email: "ada@example.com", role: "agent", password });
  await setUserRole(ctx(), { id: user.id }, "reviewer");
  await disableUser(ctx(), { email: user.email });
  const upload = { source: "upload", runbooks: [{ id: "a/B", markdown: "# B\nText" }] };
  await importUploadedRunbooks({ ...ctx(), redact: testRedact }, upload);

  const { items } = await trail();
  expect(items.map(({ action }) => action)).toEqual([
    "runbooks.imported",
    "user.disabled",
    "user.role_changed",
    "user.created",
    "key.revoked",
    "key.created",
  ]);
  expect(items[2]).toMatchObject({
    actor: { type: "system", id: "system", name: "test" },
    subject: { type: "user", id: user.id, name: "ada@example.com" },
    before: { role: "agent" },
    after: { role: "reviewer" },
  });
  expect(JSON.stringify(items)).not.toContain(secret);
  expect(JSON.stringify(items)).not.toContain(password);
  expect(await trail({ subject: id, action: "key.created" })).toMatchObject({
    items: [{ before: null, after: { name: "pager", scopes: ["triage:write"], team: "sre" } }],
  });
  expect((await trail({ actor: "usr_nobody" })).items).toEqual([]);
});

test("what changes nothing, and what fails, is not noted", async () => {
  const user = await createUser(ctx(), {
    name: "Grace",
    email: "grace@example.com",
    role: "agent",
    password: "correct horse battery",
  });
  await setUserRole(ctx(), { id: user.id }, "agent");
  await expect(
    inTransaction(home.database, async (tx) => {
      await recordAudit(tx, ctx(), {
        action: "user.role_changed",
        subject: { type: "user", id: user.id, name: user.email },
        before: { role: "agent" },
        after: { role: "admin" },
      });
      throw new Error("the change itself failed");
    }),
  ).rejects.toThrow();
  expect((await trail({ subject: user.id })).items).toMatchObject([{ action: "user.created" }]);
});

test("pages follow each other without gap or repeat", async () => {
  const all = (await trail({ limit: "200" })).items.map(({ id }) => id);
  const paged: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page = await trail({ limit: "2", ...(cursor ? { cursor } : {}) });
    paged.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(paged).toEqual(all);
});

test("entries are never changed or deleted", async () => {
  for (const statement of [
    sql`update audit_entries set reason = 'another'`,
    sql`delete from audit_entries`,
    sql`truncate audit_entries`,
  ]) {
    await expect(home.database.execute(statement)).rejects.toThrow();
  }
});
