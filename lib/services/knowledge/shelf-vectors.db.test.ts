import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#db/testing.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import type { NewJob } from "#lib/jobs/job.ts";
import { createEmbedTexts } from "#lib/models/embed-texts.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { testContext } from "#lib/services/testing.ts";
import { type Simulator, startSimulator } from "../../../e2e/simulator/server.ts";
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
