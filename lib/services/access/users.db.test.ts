import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { type Role, scopesOfRole } from "#lib/contracts/access.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { testActor } from "#lib/services/testing.ts";
import { isPasswordLinkGood, setPassword } from "./password-links.ts";
import { changeUserAccess, createPasswordLink, disableUser, inviteUser, listUsers } from "./users.ts";

let home: TestDatabase;
beforeAll(async () => {
  home = await createTestDatabase();
});
afterAll(() => home.drop());

const ctx = (runtime = systemRuntime) => ({ database: home.database, runtime, actor: testActor });
let people = 0;
const invite = (role: Role) => inviteUser(ctx(), { name: "Ada", email: `ada-${++people}@example.com`, role });
const as = ({ id, name, email, role }: { id: string; name: string; email: string; role: Role }) => ({
  ...ctx(),
  actor: { type: "user", id, name, email, role, scopes: scopesOfRole[role] } as const,
});
const tokenOf = (path: string) => new URL(path, "http://gateway.invalid").searchParams.get("token") ?? "";
const password = "correct horse battery";

test("who is invited chooses a password with the link, once", async () => {
  const { user, link } = await invite("agent");
  expect(user).toMatchObject({ role: "agent", hasPassword: false, disabledAt: null });
  const token = tokenOf(link.path);
  expect(await isPasswordLinkGood(ctx(), token)).toBe(true);
  expect(await setPassword(ctx(), { token, password })).toEqual({ email: user.email });
  await expect(setPassword(ctx(), { token, password })).rejects.toMatchObject({ code: "conflict" });
  const { items } = await listUsers(ctx(), { limit: 200 });
  expect(items.find(({ id }) => id === user.id)).toMatchObject({ hasPassword: true });
});

test("a newer link, a disabled person and a week end a link", async () => {
  const { user, link: first } = await invite("agent");
  const { link: second } = await createPasswordLink(ctx(), user.id);
  expect(await isPasswordLinkGood(ctx(), tokenOf(first.path))).toBe(false);
  expect(await isPasswordLinkGood(ctx(), tokenOf(second.path))).toBe(true);
  const afterAWeek = new Date(Date.now() + 7 * 86_400_000 + 1000);
  const later = ctx({ ...systemRuntime, now: () => afterAWeek });
  expect(await isPasswordLinkGood(later, tokenOf(second.path))).toBe(false);
  await changeUserAccess(ctx(), user.id, { disabled: true });
  expect(await isPasswordLinkGood(ctx(), tokenOf(second.path))).toBe(false);
  await expect(createPasswordLink(ctx(), user.id)).rejects.toMatchObject({ code: "conflict" });
  expect(await changeUserAccess(ctx(), user.id, { disabled: false })).toMatchObject({ disabledAt: null });
});

test("the console keeps an administrator, whoever asks and however many at once", async () => {
  const [{ user: one }, { user: other }] = [await invite("admin"), await invite("admin")];
  await expect(changeUserAccess(as(one), one.id, { disabled: true })).rejects.toMatchObject({
    code: "conflict",
  });
  const outcomes = await Promise.allSettled([
    changeUserAccess(as(one), other.id, { role: "agent" }),
    changeUserAccess(as(other), one.id, { role: "agent" }),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  // Whoever has the machine can make another one.
  await disableUser(ctx(), { id: one.id });
  await disableUser(ctx(), { id: other.id });
});
