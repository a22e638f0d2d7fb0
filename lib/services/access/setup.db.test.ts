import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { testActor } from "#lib/services/testing.ts";
import { completeSetup, createSetupToken, needsSetup } from "./setup.ts";
import { createUser, listUsers } from "./users.ts";

let home: TestDatabase;
beforeEach(async () => {
  home = await createTestDatabase();
});
afterEach(() => home.drop());

const ctx = () => ({ database: home.database, runtime: systemRuntime, actor: testActor });
const person = (token: string, name = "ada") => ({
  token,
  name,
  email: `${name}@example.com`,
  password: "correct horse battery",
});

test("the link makes the first administrator, once", async () => {
  expect(await needsSetup(ctx())).toBe(true);
  const token = await createSetupToken(ctx());
  expect(await completeSetup(ctx(), person(token))).toEqual({ email: "ada@example.com" });
  expect(await needsSetup(ctx())).toBe(false);
  await expect(completeSetup(ctx(), person(token, "eve"))).rejects.toMatchObject({ code: "conflict" });
  expect((await listUsers(ctx(), { limit: 50 })).items).toMatchObject([
    { email: "ada@example.com", role: "admin", disabledAt: null },
  ]);
});

test("of many who use it at the same moment one becomes administrator", async () => {
  const tokens = await Promise.all([createSetupToken(ctx()), createSetupToken(ctx())]);
  const names = ["a", "b", "c", "d", "e", "f"];
  const tries = names.map((name, index) => completeSetup(ctx(), person(tokens[index % 2] ?? "", name)));
  const outcomes = await Promise.allSettled(tries);
  expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
  expect((await listUsers(ctx(), { limit: 50 })).items).toHaveLength(1);
});

test("a wrong link, and a right one after somebody exists, do nothing", async () => {
  await expect(completeSetup(ctx(), person("guessed"))).rejects.toMatchObject({ code: "conflict" });
  const token = await createSetupToken(ctx());
  await createUser(ctx(), {
    name: "Grace",
    email: "grace@example.com",
    role: "agent",
    password: "a long password",
  });
  await expect(completeSetup(ctx(), person(token))).rejects.toMatchObject({ code: "conflict" });
  expect((await listUsers(ctx(), { limit: 50 })).items).toHaveLength(1);
});

test("once somebody exists, no password is hashed for whoever tries a link", async () => {
  await completeSetup(ctx(), person(await createSetupToken(ctx())));
  const made: string[] = [];
  const runtime = {
    ...systemRuntime,
    // A person gets an id just before the password is hashed.
    newId: (prefix: "usr") => made.push(prefix).toString(),
  };
  await expect(
    completeSetup({ database: home.database, runtime }, person("guessed", "eve")),
  ).rejects.toMatchObject({ code: "conflict" });
  expect(made).toEqual([]);
});

test("an e-mail is taken once", async () => {
  const grace = {
    name: "Grace",
    email: "grace@example.com",
    role: "agent" as const,
    password: "a long password",
  };
  await createUser(ctx(), grace);
  await expect(createUser(ctx(), grace)).rejects.toMatchObject({ code: "conflict" });
});
