import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { attempts } from "#db/schema/attempts.ts";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import type { NewJob } from "#lib/jobs/job.ts";
import { createEmbedTexts } from "#lib/models/embed-texts.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { testContext } from "#lib/services/testing.ts";
import { type Simulator, startSimulator } from "../../../simulator/server.ts";
import { findRunbooks } from "./find-runbooks.ts";
import { importUploadedRunbooks } from "./import-runbooks.ts";
import { createShelfVectors } from "./shelf-vectors.ts";

let home: TestDatabase;
let simulator: Simulator;
const added: NewJob[] = [];
beforeAll(async () => {
  [home, simulator] = await Promise.all([createTestDatabase(), startSimulator()]);
});
afterAll(async () => {
  await simulator.close();
  await home.drop();
});

const none = { apiKey: null, baseUrl: null };

/** A process of its own with an embedding model, which has nothing in memory yet. */
function embedding(
  name: string,
): ServiceContext & { shelfVectors: NonNullable<ServiceContext["shelfVectors"]> } {
  const ctx = testContext({
    database: home.database,
    jobs: { add: async (_db, jobs) => void added.push(...jobs) },
    simulatorUrl: simulator.url,
  });
  const compatible = { apiKey: "simulated", baseUrl: `${simulator.url}/v1` };
  const shelfVectors = createShelfVectors({
    database: home.database,
    runtime: systemRuntime,
    logger: ctx.logger,
    prices: ctx.prices,
    redact: ctx.redact,
    embedTexts: createEmbedTexts({ openai: none, anthropic: none, google: none, compatible }),
    model: `compatible:${name}`,
    deadlineMs: 60_000,
  });
  return { ...ctx, shelfVectors };
}

const filler = Array.from({ length: 24 }, (_, index) => ({
  id: `filler/${index}`,
  markdown: `# Procedure ${index}\nRotate credentials of tenant ${index}, compare ledger ${"abcdefghij"[index % 10]?.repeat(6)}.`,
}));
const wanted = {
  id: "harbour/Vessel",
  markdown: "# Vessel sinking\nCall the harbour master. Key: AKIAQ3EGRIPVNL7XUFMK.",
};
const text = "Our ferry founders";

test("an import asks for vectors, which are made once for each text, without secrets", async () => {
  const ctx = embedding("meaning");
  await importUploadedRunbooks(ctx, { source: "upload", runbooks: [...filler, wanted] });
  expect(added).toEqual([{ name: "runbooks.embed", data: {} }]);
  const signal = new AbortController().signal;
  expect(await ctx.shelfVectors.fill(signal)).toBe(25);
  expect(await ctx.shelfVectors.fill(signal)).toBe(0);
  expect(JSON.stringify(simulator.calls())).not.toContain("AKIAQ3EGRIPVNL7XUFMK");

  const changed = { ...wanted, markdown: `${wanted.markdown}\n## After\nWrite down what happened.` };
  await importUploadedRunbooks(ctx, { source: "upload", runbooks: [...filler, changed] });
  expect(await ctx.shelfVectors.fill(signal)).toBe(1);
});

test("what words do not find is found by meaning, and by words alone while the model is away", async () => {
  const ctx = embedding("meaning");
  expect(await findRunbooks({ ...ctx, shelfVectors: null }, text)).toEqual([]);
  expect(await findRunbooks(ctx, text)).toMatchObject([{ id: "harbour/Vessel", title: "Vessel sinking" }]);
  simulator.script([{ match: { model: "meaning" }, faults: ["status-503"], repeat: true }]);
  expect(await findRunbooks(ctx, text)).toEqual([]);
  simulator.script([]);
});

test("vectors of another model do not meet those of the shelf", async () => {
  expect(await findRunbooks(embedding("another"), text)).toEqual([]);
});

test("a model that refuses has the job tried again", async () => {
  const ctx = embedding("away--status-503");
  await expect(ctx.shelfVectors.fill(new AbortController().signal)).rejects.toThrow("gave no vectors");
});

test("each call is in the ledger with what it cost, and with nothing of a triage", async () => {
  const ctx = embedding("priced");
  const before = await home.database.$count(attempts);
  await ctx.shelfVectors.fill(new AbortController().signal);
  await findRunbooks(ctx, text);
  simulator.script([{ match: { model: "priced" }, faults: ["status-503"], repeat: true }]);
  await findRunbooks(ctx, text);
  simulator.script([]);
  const rows = await home.database
    .select()
    .from(attempts)
    .where(eq(attempts.model, "compatible:priced"))
    .orderBy(asc(attempts.startedAt));
  expect(await home.database.$count(attempts)).toBe(before + rows.length);
  expect(rows.length).toBeGreaterThan(2);
  for (const row of rows)
    expect(row).toMatchObject({ account: "knowledge", triageId: null, promptVersion: "" });
  const [failed, asked] = [rows.at(-1), rows.at(-2)];
  // One USD for a million tokens is a thousand nano-USD for one.
  expect(asked).toMatchObject({ outcome: "succeeded", outputTokens: 0 });
  expect(asked?.inputTokens).toBeGreaterThan(0);
  expect(asked?.costNanoUsd).toBe(BigInt(asked?.inputTokens ?? 0) * 1_000n);
  expect(failed).toMatchObject({
    outcome: "provider_error",
    statusCode: 503,
    inputTokens: null,
    costNanoUsd: 0n,
  });
});
