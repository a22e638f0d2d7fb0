import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { type Role, scopesOfRole } from "#lib/contracts/access.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { createUser } from "#lib/services/access/users.ts";
import { testActor } from "#lib/services/testing.ts";
import { changeView, defaultQueryOf, listViews, removeView, saveView } from "./views.ts";

let home: TestDatabase;
beforeAll(async () => {
  home = await createTestDatabase();
});
afterAll(() => home.drop());

const base = () => ({ database: home.database, runtime: systemRuntime });

async function person(name: string, role: Role) {
  const given = { name, email: `${name}@example.com`, role, password: "correct horse battery" };
  const { id, email } = await createUser({ ...base(), actor: testActor }, given);
  return { ...base(), actor: { type: "user", id, name, email, role, scopes: scopesOfRole[role] } as const };
}

test("a view is its owner's until it is shared, and everybody has a default of their own", async () => {
  const [ada, grace, root] = [
    await person("ada", "agent"),
    await person("grace", "agent"),
    await person("root", "admin"),
  ];
  const view = await saveView(ada, { name: "Critical", query: "severity=P0%2CP1", shared: false });
  expect(view).toMatchObject({ isMine: true, isDefault: false, owner: { name: "ada" } });
  expect((await listViews(grace)).items).toEqual([]);
  await expect(changeView(grace, view.id, { isDefault: true })).rejects.toMatchObject({ code: "not_found" });

  await changeView(ada, view.id, { shared: true });
  expect(await changeView(grace, view.id, { isDefault: true })).toMatchObject({
    isMine: false,
    isDefault: true,
  });
  expect(await defaultQueryOf(grace)).toBe("severity=P0%2CP1");
  expect(await defaultQueryOf(ada)).toBeNull();
  await expect(changeView(grace, view.id, { name: "Mine" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(removeView(grace, view.id)).rejects.toMatchObject({ code: "forbidden" });

  await changeView(ada, view.id, { shared: false });
  expect(await defaultQueryOf(grace)).toBeNull();
  await changeView(ada, view.id, { shared: true });
  expect((await removeView(root, view.id)).items).toEqual([]);
  expect(await defaultQueryOf(grace)).toBeNull();
});

test("a key has no views", async () => {
  await expect(listViews({ ...base(), actor: testActor })).rejects.toMatchObject({ code: "forbidden" });
});
