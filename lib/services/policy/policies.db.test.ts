import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { auditQuerySchema } from "#lib/contracts/audit.ts";
import type { PolicyChange } from "#lib/contracts/policy.ts";
import { createLogger } from "#lib/core/logger.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { listAudit } from "#lib/services/audit/audit-trail.ts";
import type { EnvironmentValues } from "./environment-policy.ts";
import {
  adoptEnvironment,
  changePolicy,
  getPolicy,
  listPolicyHistory,
  type PolicyContext,
  rollBackPolicy,
} from "./policies.ts";
import { PolicyMirror } from "./policy-mirror.ts";

let home: TestDatabase;
beforeAll(async () => {
  home = await createTestDatabase();
  ada = contextOf("Ada");
});
afterAll(() => home.drop());

const environment: EnvironmentValues = {
  models: { cheap: ["openai:small"], strong: [] },
  attemptTimeoutMs: 8000,
  cacheTtlSeconds: 60,
  reviewBelow: 0.7,
};

const contextOf = (name: string, says: EnvironmentValues = environment): PolicyContext => ({
  database: home.database,
  runtime: systemRuntime,
  environment: says,
  actor: { type: "api_key", id: `key_${name}`, name, team: null, scopes: ["admin"] } as const,
});
let ada: PolicyContext;
const change = (patch: PolicyChange["patch"], basedOn?: string) =>
  changePolicy(ada, { patch, reason: "tried out", ...(basedOn ? { basedOn } : {}) });

const mirrors: PolicyMirror[] = [];
async function replica(says: EnvironmentValues = environment): Promise<PolicyMirror> {
  const mirror = new PolicyMirror({
    database: home.database,
    logger: createLogger("silent"),
    environment: says,
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
  await Promise.all([adoptEnvironment(ada), adoptEnvironment(contextOf("Ben"))]);
  const first = await getPolicy(ada);
  expect(first).toMatchObject({
    activation: { number: 1, kind: "environment", previous: null },
    differences: [],
  });
  const [one, other] = [await replica(), await replica()];
  expect(one.current().policy).toMatchObject({ version: first.version, models: { cheap: ["openai:small"] } });

  const second = await change({ reviewBelow: 0.4 }, first.version);
  expect(second).toMatchObject({
    content: { reviewBelow: 0.4, cacheTtlSeconds: 60 },
  });
  expect(second.activation).toMatchObject({ number: 2, kind: "change", reason: "tried out", by: "Ada" });
  expect(second.differences).toEqual([
    { variable: "TRIAGE_REVIEW_BELOW", environment: "0.7", policy: "0.4" },
  ]);
  for (const mirror of [one, other]) {
    await vi.waitFor(() => expect(mirror.current().policy).toMatchObject({ reviewBelow: 0.4 }));
  }

  await expect(change({ reviewBelow: 0.9 }, first.version)).rejects.toMatchObject({
    code: "conflict",
  });
  expect((await change({ reviewBelow: 0.4 })).activation.number).toBe(2);

  const back = await rollBackPolicy(ada, { version: first.version, reason: "worse" });
  expect(back).toMatchObject({ version: first.version, content: first.content });
  expect(back.activation).toMatchObject({ number: 3, kind: "roll_back", previous: second.version });
  await vi.waitFor(() => expect(other.current().policy.version).toBe(first.version));
  await expect(rollBackPolicy(ada, { version: "pol_000000000000", reason: "?" })).rejects.toMatchObject({
    code: "not_found",
  });

  await change({ reviewBelow: 0.5 });
  await adoptEnvironment(ada);
  expect((await getPolicy(ada)).content.reviewBelow).toBe(0.5);

  const restarted = { ...environment, models: { cheap: ["openai:new"], strong: [] } };
  const newAda = contextOf("Ada", restarted);
  await adoptEnvironment(newAda);
  expect(await getPolicy(newAda)).toMatchObject({
    content: { reviewBelow: 0.5, models: { cheap: [{ model: "openai:new" }] } },
    changedVariables: ["TRIAGE_CHEAP_MODELS"],
  });
  expect((await replica(restarted)).current().policy).toMatchObject({
    reviewBelow: 0.5,
    models: { cheap: ["openai:new"] },
  });
  expect(one.current().policy.models.cheap).toEqual(["openai:small"]);
  const third = await changePolicy(newAda, { patch: { cacheTtlSeconds: 5 }, reason: "shorter" });
  expect(third).toMatchObject({
    changedVariables: [],
    content: { models: { cheap: [{ model: "openai:new" }] } },
  });

  const trail = await listAudit(ada, auditQuerySchema.parse({ actor: "key_Ada" }));
  expect(trail.items.slice(0, 2).map(({ action, before, after }) => [action, before, after])).toEqual([
    ["policy.changed", { cacheTtlSeconds: 60 }, { cacheTtlSeconds: 5 }],
    ["policy.changed", { reviewBelow: 0.7 }, { reviewBelow: 0.5 }],
  ]);

  const { items, nextCursor } = await listPolicyHistory(ada, { limit: 3 });
  expect(items.map(({ number, kind }) => [number, kind])).toEqual([
    [5, "change"],
    [4, "change"],
    [3, "roll_back"],
  ]);
  const rest = await listPolicyHistory(ada, { limit: 3, cursor: nextCursor ?? "" });
  expect(rest).toMatchObject({ items: [{ number: 2 }, { number: 1 }], nextCursor: null });
});

test("of many who change at once on the same version, one gets through", async () => {
  const { version } = await getPolicy(ada);
  const results = await Promise.allSettled(
    [10, 20, 30, 40].map((cacheTtlSeconds) => change({ cacheTtlSeconds }, version)),
  );
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});
