import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { auditQuerySchema } from "#lib/contracts/audit.ts";
import type { PolicyChange } from "#lib/contracts/policy.ts";
import { createLogger } from "#lib/core/logger.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { listAudit } from "#lib/services/audit/audit-trail.ts";
import {
  adoptEnvironment,
  changePolicy,
  getPolicy,
  listPolicyHistory,
  policyOfCommand,
  rollBackPolicy,
} from "./policies.ts";
import { PolicyMirror } from "./policy-mirror.ts";

let home: TestDatabase;
beforeAll(async () => {
  home = await createTestDatabase();
  ada = contextOf("Ada");
});
afterAll(() => home.drop());

const environment = {
  models: { cheap: ["openai:small"], strong: [] as string[] },
  attemptTimeoutMs: 8000,
  cacheTtlSeconds: 60,
  reviewBelow: 0.7,
};

const contextOf = (name: string) => ({
  database: home.database,
  runtime: systemRuntime,
  actor: { type: "api_key", id: `key_${name}`, name, team: null, scopes: ["admin"] } as const,
});
let ada: ReturnType<typeof contextOf>;
const change = (patch: PolicyChange["patch"], basedOn?: string) =>
  changePolicy(ada, { patch, reason: "tried out", ...(basedOn ? { basedOn } : {}) });

const mirrors: PolicyMirror[] = [];
async function replica(): Promise<PolicyMirror> {
  const mirror = new PolicyMirror({
    database: home.database,
    logger: createLogger("silent"),
    deadlineMs: 20_000,
  });
  await mirror.start();
  mirrors.push(mirror);
  return mirror;
}
afterAll(() => {
  for (const mirror of mirrors) mirror.stop();
});

test("from the environment to a change, a roll back and a restart, on every replica", async () => {
  await expect(getPolicy(ada)).rejects.toMatchObject({ code: "unavailable" });
  expect(await policyOfCommand(ada, environment)).toMatchObject({
    content: { models: { cheap: [{ model: "openai:small" }] } },
  });

  await Promise.all([adoptEnvironment(ada, environment), adoptEnvironment(contextOf("Ben"), environment)]);
  const first = await getPolicy(ada);
  expect(first).toMatchObject({
    activation: { number: 1, kind: "environment", previous: null },
    differences: [],
  });
  const [one, other] = [await replica(), await replica()];
  expect(one.current()).toMatchObject({ version: first.active.version, models: { cheap: ["openai:small"] } });

  const second = await change({ reviewBelow: 0.4 }, first.active.version);
  expect(second.active).toMatchObject({
    createdBy: "Ada",
    content: { reviewBelow: 0.4, cacheTtlSeconds: 60 },
  });
  expect(second.activation).toMatchObject({ number: 2, kind: "change", reason: "tried out", by: "Ada" });
  expect(second.differences).toEqual([
    { variable: "TRIAGE_REVIEW_BELOW", environment: "0.7", policy: "0.4" },
  ]);
  for (const mirror of [one, other]) {
    await vi.waitFor(() => expect(mirror.current()).toMatchObject({ reviewBelow: 0.4 }));
  }

  await expect(change({ reviewBelow: 0.9 }, first.active.version)).rejects.toMatchObject({
    code: "conflict",
  });
  expect((await change({ reviewBelow: 0.4 })).activation.number).toBe(2);

  const back = await rollBackPolicy(ada, { version: first.active.version, reason: "worse" });
  expect(back.active).toEqual(first.active);
  expect(back.activation).toMatchObject({ number: 3, kind: "roll_back", previous: second.active.version });
  await vi.waitFor(() => expect(other.current().version).toBe(first.active.version));
  await expect(rollBackPolicy(ada, { version: "pol_000000000000", reason: "?" })).rejects.toMatchObject({
    code: "not_found",
  });

  await change({ reviewBelow: 0.5 });
  await adoptEnvironment(ada, environment);
  expect((await getPolicy(ada)).active.content.reviewBelow).toBe(0.5);
  const restarted = { ...environment, models: { cheap: ["openai:new"], strong: [] } };
  expect((await policyOfCommand(ada, restarted)).content.models.cheap).toMatchObject([
    { model: "openai:new" },
  ]);
  await adoptEnvironment(ada, restarted);
  expect(await getPolicy(ada)).toMatchObject({
    active: { content: { reviewBelow: 0.5, models: { cheap: [{ model: "openai:new" }] } } },
    activation: { kind: "environment", reason: "Changed: TRIAGE_CHEAP_MODELS" },
  });

  const trail = await listAudit(ada, auditQuerySchema.parse({ actor: "key_Ada" }));
  expect(trail.items.slice(0, 2).map(({ action, before, after }) => [action, before, after])).toEqual([
    [
      "policy.changed",
      { "models.cheap": [{ model: "openai:small", enabled: true, timeoutMs: null }] },
      { "models.cheap": [{ model: "openai:new", enabled: true, timeoutMs: null }] },
    ],
    ["policy.changed", { reviewBelow: 0.7 }, { reviewBelow: 0.5 }],
  ]);

  const { items, nextCursor } = await listPolicyHistory(ada, { limit: 3 });
  expect(items.map(({ number, kind }) => [number, kind])).toEqual([
    [5, "environment"],
    [4, "change"],
    [3, "roll_back"],
  ]);
  const rest = await listPolicyHistory(ada, { limit: 3, cursor: nextCursor ?? "" });
  expect(rest).toMatchObject({ items: [{ number: 2 }, { number: 1 }], nextCursor: null });
});

test("of many who change at once on the same version, one gets through", async () => {
  const { active } = await getPolicy(ada);
  const results = await Promise.allSettled(
    [10, 20, 30, 40].map((cacheTtlSeconds) => change({ cacheTtlSeconds }, active.version)),
  );
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});
