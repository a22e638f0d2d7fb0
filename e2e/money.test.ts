import { writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { budgetListSchema } from "#lib/contracts/budgets.ts";
import { statsSchema } from "#lib/contracts/stats.ts";
import { triageSchema } from "#lib/contracts/triage.ts";
import { runCommand, temporaryDirectory } from "./gateway-process.ts";
import { patienceMs } from "./patience.ts";
import { type ReplicaSet, startReplicas } from "./replica-set.ts";

const replicaCount = 4;
const budgetUsd = 1;
const attemptTimeoutMs = 3_000;
/** What a killed process held is free this long after it was kept, and is looked for every five seconds. */
const freeAfterMs = attemptTimeoutMs + 5_000 + 5_000;

let home: Awaited<ReturnType<typeof temporaryDirectory>>;
let replicas: ReplicaSet;
let adminKey: string;
beforeAll(async () => {
  home = await temporaryDirectory();
  const prices = path.join(home.directory, "prices.json");
  // Dear enough that five hundred calls cost more than the budget.
  await writeFile(prices, JSON.stringify({ "compatible:simulated": { input: 4, output: 16 } }));
  replicas = await startReplicas(replicaCount, {
    TRIAGE_PRICES_FILE: prices,
    TRIAGE_DAILY_BUDGET_USD: String(budgetUsd),
    TRIAGE_ATTEMPT_TIMEOUT_MS: String(attemptTimeoutMs),
  });
  adminKey = await replicas.at(0).createKey("admin");
});
afterAll(async () => {
  await replicas?.stop();
  await home?.remove();
});

const asAdmin = async (address: string): Promise<unknown> => {
  const response = await fetch(`${replicas.at(0).url}${address}`, {
    headers: { authorization: `Bearer ${adminKey}` },
  });
  expect(response.status).toBe(200);
  return await response.json();
};

async function budget() {
  const { items } = budgetListSchema.parse(await asAdmin("/api/v1/budgets"));
  const [only] = items;
  if (!only) throw new Error("there is a daily budget");
  return only;
}

/** A text of its own, which no other one's card answers. */
const letters = (number: number) =>
  [...String(number)].map((digit) => String.fromCharCode(97 + Number(digit))).join("");
const ticket = (number: number) => ({
  text: `Nightly import of ${letters(number)} stops at step ${letters(number * 7)}, rows are missing`,
  service: letters(number),
});

test("what a killed process kept for a call is free again within its time", async () => {
  replicas.simulator.script([{ match: {}, latencyMs: 2_800 }]);
  const under = Array.from({ length: 4 }, (_, number) =>
    replicas.post(3, ticket(90_000 + number)).catch(() => null),
  );
  await expect.poll(async () => (await budget()).reservedUsd, { timeout: patienceMs }).toBeGreaterThan(0);
  await replicas.kill(3);
  await Promise.all(under);
  await expect.poll(async () => (await budget()).reservedUsd, { timeout: freeAfterMs }).toBe(0);
  expect((await budget()).spentUsd).toBe(0);
});

test("five hundred requests at once over four processes spend no more than a budget of a dollar", async () => {
  replicas.simulator.script([{ match: {}, latencyMs: 50 }]);
  const answers = await Promise.all(
    Array.from({ length: 500 }, async (_, number) => {
      const response = await replicas.post(number % replicaCount, ticket(number));
      expect(response.status).toBe(200);
      return triageSchema.parse(await response.json());
    }),
  );
  const byModel = answers.filter(({ origin }) => origin.path === "model");
  const reasons = new Set(answers.flatMap(({ origin }) => origin.degradedReason ?? []));
  expect(byModel.length).toBeGreaterThan(0);
  expect(reasons).toContain("budget");
  await expect.poll(async () => (await budget()).reservedUsd, { timeout: freeAfterMs }).toBe(0);
  const { spentUsd } = await budget();
  expect(spentUsd).toBeLessThanOrEqual(budgetUsd);
  // Most of it was of use.
  expect(spentUsd).toBeGreaterThan(budgetUsd / 2);
  const { totals } = statsSchema.parse(await asAdmin("/api/v1/stats"));
  expect(totals.calls.costUsd).toBeCloseTo(spentUsd, 9);
  // Those that models were asked about later are in the budget, too.
  const answered = answers.reduce((sum, { usage }) => sum + (usage.costUsd ?? 0), 0);
  expect(answered).toBeLessThanOrEqual(spentUsd + 1e-9);
});

test("of many requests at once on two processes as many pass as the key's limit says, also without the database", async () => {
  const limit = 20;
  const args = ["create", "--name", "limited", "--requests-per-minute", String(limit)];
  const { stdout } = await runCommand("keys", args, replicas.at(0).environment);
  const headers = { authorization: `Bearer ${stdout.trim()}` };
  const burst = async (processes: number) =>
    await Promise.all(
      Array.from({ length: 3 * limit }, (_, number) =>
        replicas.post(number % processes, ticket(50_000 + number), headers),
      ),
    );
  const statuses = (responses: readonly Response[]) => {
    const of = (status: number) => responses.filter((response) => response.status === status).length;
    return { passed: of(200), refused: of(429) };
  };
  const responses = await burst(2);
  expect(statuses(responses)).toEqual({ passed: limit, refused: 2 * limit });
  for (const response of responses) {
    expect(response.headers.get("ratelimit-policy")).toBe(`"key-requests";q=${limit};w=60`);
    expect(response.headers.get("ratelimit")).toMatch(/^"key-requests";r=\d+;t=\d+$/);
    if (response.status !== 429) continue;
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await response.json()).toMatchObject({ code: "rate_limited", retryable: true, status: 429 });
  }

  await replicas.postgres.stop();
  try {
    // Each process counts by itself, from nothing.
    expect(statuses(await burst(1))).toEqual({ passed: limit, refused: 2 * limit });
  } finally {
    await replicas.postgres.start();
  }
});
