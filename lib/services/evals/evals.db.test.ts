import { afterAll, beforeAll, expect, test } from "vitest";
import { storeTriage } from "#db/queries/store-triage.ts";
import { createTestDatabase, newTriage, type TestDatabase } from "#db/testing.ts";
import { auditQuerySchema } from "#lib/contracts/audit.ts";
import type { Gate } from "#lib/contracts/eval-gates.ts";
import type { AppError } from "#lib/core/errors.ts";
import { createLogger } from "#lib/core/logger.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { gatesForNewSets } from "#lib/evals/default-gates.ts";
import { fitCases } from "#lib/evals/testing.ts";
import { PgBossQueue } from "#lib/jobs/pg-boss-queue.ts";
import { listAudit } from "#lib/services/audit/audit-trail.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { testContext } from "#lib/services/testing.ts";
import { type Simulator, startSimulator } from "../../../simulator/server.ts";
import {
  cancelEvalRun,
  compareEvalRuns,
  getEvalResult,
  getEvalRunDetail,
  listEvalResults,
  listEvalRuns,
  resumeEvalRun,
  startEvalRun,
} from "./eval-runs.ts";
import {
  addEvalCase,
  exportEvalSet,
  importEvalCases,
  installBuiltInSet,
  listEvalSetCases,
  listEvalSets,
  listEvalSetVersions,
  removeEvalCase,
  restoreEvalSet,
} from "./eval-sets.ts";
import { canPromote, overrideGates } from "./promotion.ts";
import { resumeCases, runCases } from "./run-cases.ts";
import { getEvalSetDetail, setEvalGates } from "./set-gates.ts";
import { workOnQueuedRun } from "./work-on-runs.ts";

let testDatabase: TestDatabase;
let simulator: Simulator;
let jobs: PgBossQueue | undefined;

beforeAll(async () => {
  [testDatabase, simulator] = await Promise.all([createTestDatabase(), startSimulator()]);
});
afterAll(async () => {
  await jobs?.stop();
  await Promise.all([testDatabase.drop(), simulator.close()]);
});

/** A context on rules, or with the given models of the simulator. */
function contextWith(...models: string[]): ServiceContext {
  const { database } = testDatabase;
  jobs ??= new PgBossQueue(database, createLogger("silent"), { supervise: false });
  return {
    ...testContext({ database, jobs, simulatorUrl: simulator.url, models }),
    actor: {
      type: "user",
      id: "usr_test",
      name: "Rhea",
      email: "r@example.com",
      role: "admin",
      scopes: ["admin"],
    },
    version: "1.2.3",
  };
}

const asked = { engine: "rules", repeats: 1, commit: "c".repeat(40) } as const;

const outage = "All customers get 502 Bad Gateway at checkout since 10:02, nobody can pay";
const lineOf = (id: string, fields: object = {}) =>
  JSON.stringify({
    id,
    text: `${outage} (${id})`,
    category: "infra",
    category_alt: ["app"],
    severity_min: "P0",
    severity_max: "P1",
    kind: "ticket",
    label_origin: "judged",
    ...fields,
  });
const linesOf = (count: number) =>
  Array.from({ length: count }, (_, index) => lineOf(`case-${index}`)).join("\n");

const imports = async (ctx: ServiceContext, set: string, jsonl: string) =>
  await importEvalCases(ctx, set, { jsonl, mode: "merge" });

const floor = (value: number): Gate => ({ check: "at_least", measure: "category", value, why: "test" });

const codeOf = async (attempt: Promise<unknown>) =>
  await attempt.then(
    () => "no error",
    (error: AppError) => error.code,
  );

test("a queued run is worked on, scored and gated, under the versions of everything", async () => {
  const ctx = contextWith();
  await imports(ctx, "whole", `${linesOf(5)}\n${lineOf("wrong", { category: "data", category_alt: [] })}`);
  const { id, status } = await startEvalRun(ctx, { ...asked, set: "whole" });
  expect(status).toBe("queued");
  expect(await workOnQueuedRun(ctx, "worker-1")).toBe(true);
  expect(await workOnQueuedRun(ctx, "worker-1")).toBe(false);

  const run = await getEvalRunDetail(ctx, id);
  expect(run).toMatchObject({
    status: "done",
    done: 6,
    cases: 6,
    productVersion: "1.2.3",
    productCommit: "c".repeat(40),
    startedBy: "Rhea",
    costUsd: 0,
    gateState: "passed",
  });
  expect(run.scores?.category).toBeLessThan(1);
  expect(run.gates?.length).toBeGreaterThan(2);
  expect(run.analysis?.groups.map(({ by, name, cases }) => [by, name, cases])).toEqual([
    ["kind", "ticket", 6],
    ["label", "judged", 6],
    ["category", "data", 1],
    ["category", "infra", 5],
  ]);
  expect(run.analysis?.categories.find(({ category }) => category === "data")?.outcomes).toBe(1);

  const failed = await listEvalResults(ctx, id, { limit: 10, outcome: "failed" });
  expect(failed.items.map(({ caseId }) => caseId)).toEqual(["wrong"]);
  const page = await listEvalResults(ctx, id, { limit: 4 });
  const rest = await listEvalResults(ctx, id, { limit: 4, cursor: page.nextCursor ?? "" });
  expect([...page.items, ...rest.items]).toHaveLength(6);
  expect(rest.nextCursor).toBeNull();
  expect(await getEvalResult(ctx, id, "wrong")).toMatchObject({
    text: `${outage} (wrong)`,
    card: { steps: expect.any(Array) },
  });
  const [set] = (await listEvalSets(ctx)).filter(({ name }) => name === "whole");
  expect(set?.trend).toMatchObject([{ runId: id, missedGates: 0 }]);
});

test("a model is asked, its cost counted, and a model that wavers is told apart from one that does not", async () => {
  const ctx = contextWith("priced");
  const { run, spread } = await runCases(ctx, {
    source: { name: "file", cases: [{ id: "a", text: outage, category_alt: [], runbook_alt: [], tags: [] }] },
    engine: "model",
    repeats: 3,
    commit: null,
    worker: "w",
  });
  expect(run).toMatchObject({ models: ["compatible:priced"], simulated: true, repeats: 3, done: 3 });
  expect(run.costUsd).toBeGreaterThan(0);
  expect(run.scores?.steadyCases).toBe(1);
  expect(spread).toMatchObject([{ caseId: "a", spread: [[expect.any(String), 3]] }]);
  expect(await codeOf(startEvalRun(contextWith(), { ...asked, engine: "model", set: "whole" }))).toBe(
    "invalid_fields",
  );
});

test("cards that rules gave because the model failed do not count as the model's", async () => {
  const ctx = contextWith("refused--status-401");
  const cases = fitCases();
  await installBuiltInSet(ctx, { name: "dead-model", cases, gates: [floor(0)] });
  const run = async (engine: "model" | "rules") =>
    (await runCases(ctx, { source: { set: "dead-model" }, engine, repeats: 1, commit: null, worker: "w" }))
      .run;
  const failed = await run("model");
  expect(failed).toMatchObject({
    scores: { degradedCards: 1 },
    gateState: "missed",
    missedGates: ["Cards without the model at most 1.0%: 100.0%"],
  });
  expect(await canPromote(ctx, failed.id)).toEqual({
    allowed: false,
    by: null,
    failedGates: failed.missedGates,
  });
  const byRules = await run("rules");
  expect(byRules).toMatchObject({ scores: { degradedCards: 0 }, gateState: "passed", missedGates: [] });
  expect((await compareEvalRuns(ctx, { a: byRules.id, b: failed.id })).warnings).toEqual([
    "100 of the 100 cards of the candidate came from rules because models failed.",
  ]);
});

test("a stopped run is interrupted, keeps what it made, and goes on where it was", async () => {
  const ctx = contextWith("priced");
  await imports(ctx, "stopped", linesOf(12));
  const { id } = await startEvalRun(ctx, { ...asked, engine: "auto", set: "stopped" });
  const stop = new AbortController();
  const callModel: ServiceContext["callModel"] = async (request) => {
    if (simulator.calls().length > 7) stop.abort();
    return await ctx.callModel(request);
  };
  simulator.reset();
  await workOnQueuedRun({ ...ctx, callModel, signal: stop.signal }, "worker-1");
  const stopped = await getEvalRunDetail(ctx, id);
  expect(stopped.status).toBe("interrupted");
  expect(stopped.done).toBeGreaterThan(0);
  expect(stopped.done).toBeLessThan(12);
  expect(stopped.scores).toBeNull();

  expect(await resumeEvalRun(ctx, id)).toMatchObject({ status: "queued" });
  simulator.reset();
  expect(await workOnQueuedRun(ctx, "worker-2")).toBe(true);
  expect(simulator.calls().length).toBe(12 - stopped.done);
  expect(await getEvalRunDetail(ctx, id)).toMatchObject({ status: "done", done: 12 });
  const { items } = await listEvalResults(ctx, id, { limit: 50 });
  // The simulator was not stopped in the middle of a card: none is a fall-back.
  expect(items.every(({ said }) => said.length === 1 && said[0]?.degraded === false)).toBe(true);
});

test("a run whose worker is not heard of is seen as dead, and no longer its own", async () => {
  const ctx = contextWith("priced");
  await imports(ctx, "dead", linesOf(8));
  const { id } = await startEvalRun(ctx, { ...asked, engine: "auto", set: "dead" });
  const later = (ms: number): ServiceContext => ({
    ...ctx,
    runtime: { ...systemRuntime, now: () => new Date(Date.now() + ms) },
  });
  const { promise: claimed, resolve } = Promise.withResolvers<void>();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const callModel: ServiceContext["callModel"] = async (request) => {
    resolve();
    await released;
    return await ctx.callModel(request);
  };
  const frozen = workOnQueuedRun({ ...ctx, callModel }, "frozen");
  await claimed;
  expect((await getEvalRunDetail(ctx, id)).status).toBe("running");
  expect((await getEvalRunDetail(later(120_000), id)).status).toBe("interrupted");
  await resumeEvalRun(later(120_000), id);
  await workOnQueuedRun(ctx, "second");
  release();
  await frozen;
  expect(await getEvalRunDetail(ctx, id)).toMatchObject({ status: "done", done: 8 });
});

test("a cancelled run stops at its next card, keeps what it made, and goes on when it is resumed", async () => {
  const ctx = contextWith("priced");
  await imports(ctx, "cancelled", linesOf(12));
  const { id } = await startEvalRun(ctx, { ...asked, engine: "auto", set: "cancelled" });
  let calls = 0;
  const callModel: ServiceContext["callModel"] = async (request) => {
    // Results are stored twice a second: the first ones are by the time the last ones are asked for.
    await ctx.runtime.sleep(300, ctx.signal);
    calls += 1;
    if (calls > 9) await cancelEvalRun(ctx, id).catch(() => {});
    return await ctx.callModel(request);
  };
  await workOnQueuedRun({ ...ctx, callModel }, "worker");
  const cancelled = await getEvalRunDetail(ctx, id);
  expect(cancelled).toMatchObject({ status: "cancelled", scores: null });
  expect(cancelled.done).toBeGreaterThan(0);
  expect(cancelled.done).toBeLessThan(12);
  expect(await codeOf(cancelEvalRun(ctx, id))).toBe("conflict");

  expect(await resumeEvalRun(ctx, id)).toMatchObject({ status: "queued", finishedAt: null });
  simulator.reset();
  await workOnQueuedRun(ctx, "another");
  expect(simulator.calls().length).toBe(12 - cancelled.done);
  const { items } = await listEvalResults(ctx, id, { limit: 50 });
  expect(items.map(({ said }) => said.length)).toEqual(Array(12).fill(1));
  expect(await getEvalRunDetail(ctx, id)).toMatchObject({ status: "done", done: 12 });
  expect(await codeOf(resumeEvalRun(ctx, id))).toBe("conflict");
});

test("a command goes on with a run over a file, which nobody else takes meanwhile", async () => {
  const ctx = contextWith("priced");
  const cases = linesOf(10)
    .split("\n")
    .map((line) => ({ runbook_alt: [], tags: [], ...JSON.parse(line) }));
  const stop = new AbortController();
  simulator.reset();
  const callModel: ServiceContext["callModel"] = async (request) => {
    if (simulator.calls().length > 4) stop.abort();
    return await ctx.callModel(request);
  };
  const source = { name: "by-hand", cases };
  const begin = { ...asked, engine: "model" as const, source, worker: "first" };
  await expect(runCases({ ...ctx, callModel, signal: stop.signal }, begin)).rejects.toMatchObject({
    code: "unavailable",
    message: expect.stringContaining("--resume run_"),
  });
  const [stopped] = (await listEvalRuns(ctx, { limit: 1, set: "by-hand" })).items;
  if (!stopped) throw new Error("The run is stored.");
  const { id } = stopped;
  expect(stopped.status).toBe("interrupted");
  // The server has no cases of it, and the command wants the same ones.
  expect(await codeOf(resumeEvalRun(ctx, id))).toBe("conflict");
  expect(await codeOf(resumeCases(ctx, { id, worker: "w" }))).toBe("invalid_fields");
  expect(await codeOf(resumeCases(ctx, { id, cases: cases.slice(1), worker: "w" }))).toBe("invalid_fields");
  const other = { ...ctx, ownSignals: async () => ({ ...(await ctx.ownSignals()), version: "taught" }) };
  expect(await codeOf(resumeCases(other, { id, cases, worker: "w" }))).toBe("conflict");

  simulator.reset();
  const results = await Promise.allSettled(
    ["one", "two"].map((worker) => resumeCases(ctx, { id, cases, worker })),
  );
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(simulator.calls().length).toBe(10 - stopped.done);
  const done = results.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []))[0];
  expect(done?.run).toMatchObject({ id, status: "done", done: 10 });
  expect(done?.predictions.map(({ caseId }) => caseId)).toEqual(cases.map((each) => each.id));
});

test("two workers never take the same run", async () => {
  const ctx = contextWith();
  await imports(ctx, "shared", linesOf(3));
  await Promise.all([1, 2, 3].map(() => startEvalRun(ctx, { ...asked, set: "shared" })));
  const took = await Promise.all(["a", "b", "c", "d"].map((worker) => workOnQueuedRun(ctx, worker)));
  expect(took.filter(Boolean)).toHaveLength(3);
  const { items } = await listEvalRuns(ctx, { limit: 10, set: "shared" });
  expect(items.map(({ status, done }) => [status, done])).toEqual(Array(3).fill(["done", 3]));
  const promptVersion = items[0]?.promptVersion;
  expect((await listEvalRuns(ctx, { limit: 10, set: "shared", promptVersion })).items).toEqual(items);
  const ofAnother = { limit: 10, set: "shared", promptVersion: "000000000000" };
  expect((await listEvalRuns(ctx, ofAnother)).items).toEqual([]);
});

test("labels that nobody gave a case are those of its card as it is now", async () => {
  const ctx = contextWith();
  const triage = newTriage({ ticket: { text: "The queue is stuck" } });
  await storeTriage(ctx.database, triage);
  const { id, card } = triage.triage;
  await addEvalCase(ctx, "agreed", { triageId: id, categoryAlt: [], tags: [] });
  expect(JSON.parse(await exportEvalSet(ctx, "agreed"))).toMatchObject({
    id,
    category: card?.category,
    severity_min: card?.severity,
    severity_max: card?.severity,
    // Nobody said what it is; it looks like one.
    kind: "ticket",
  });
  await addEvalCase(ctx, "agreed", { triageId: id, severityMax: "P3", categoryAlt: [], tags: [] });
  expect(JSON.parse(await exportEvalSet(ctx, "agreed"))).toMatchObject({
    severity_min: "P3",
    severity_max: "P3",
  });
});

test("a triage becomes a case with its bytes unchanged; every change is a version, and the old one stays", async () => {
  const ctx = contextWith();
  const text = "  Zeile 1\r\n\tÄrger 😀 \u200B bei *Kunde* <b>x</b>\n\n502";
  const triage = newTriage({ ticket: { text, service: "shop", environment: "production" } });
  await storeTriage(ctx.database, triage);
  const labels = {
    triageId: triage.triage.id,
    category: "data" as const,
    categoryAlt: ["infra" as const],
    severityMin: "P1" as const,
    severityMax: "P2" as const,
    tags: [],
  };
  const first = await addEvalCase(ctx, "reviewed", labels);
  expect(first).toMatchObject({ cases: 1, revision: 1, changed: true });
  expect(await addEvalCase(ctx, "reviewed", labels)).toMatchObject({
    changed: false,
    version: first.version,
  });
  const second = await addEvalCase(ctx, "reviewed", { ...labels, category: "app" });
  expect(second).toMatchObject({ cases: 1, revision: 2, changed: true });
  const third = await imports(ctx, "reviewed", lineOf("more"));
  expect(third.cases).toBe(2);

  const old = JSON.parse(await exportEvalSet(ctx, "reviewed", first.version));
  expect(old).toMatchObject({
    id: triage.triage.id,
    text,
    category: "data",
    service: "shop",
    label_origin: "reviewed",
  });
  const now = (await exportEvalSet(ctx, "reviewed"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(now.map(({ category }) => category)).toEqual(["app", "infra"]);

  const back = await removeEvalCase(ctx, "reviewed", "more");
  expect(back).toMatchObject({ version: second.version, revision: 4, cases: 1 });
  expect(await codeOf(removeEvalCase(ctx, "reviewed", "more"))).toBe("not_found");
  expect(
    await codeOf(addEvalCase(ctx, "reviewed", { ...labels, triageId: systemRuntime.newId("tri") })),
  ).toBe("not_found");
});

test("a removed case comes back where it stood, and a set to any revision, each as a change of its own", async () => {
  const ctx = contextWith();
  const first = await imports(ctx, "restored", linesOf(5));
  await removeEvalCase(ctx, "restored", "case-1");
  await imports(ctx, "restored", lineOf("added meanwhile"));
  const back = await restoreEvalSet(ctx, "restored", { caseId: "case-1" });
  expect(back).toMatchObject({ cases: 6, changed: true });
  const ids = async () => (await listEvalSetCases(ctx, "restored", { limit: 50 })).items.map(({ id }) => id);
  expect(await ids()).toEqual(["case-0", "case-1", "case-2", "case-3", "case-4", "added meanwhile"]);
  // Twice is once.
  expect(await restoreEvalSet(ctx, "restored", { caseId: "case-1" })).toMatchObject({ changed: false });

  expect(await restoreEvalSet(ctx, "restored", { revision: 1 })).toMatchObject({
    version: first.version,
    revision: 5,
    cases: 5,
  });
  const page = await listEvalSetVersions(ctx, "restored", { limit: 4 });
  expect(page.items.map(({ revision, cases, added, removed }) => [revision, cases, added, removed])).toEqual([
    [5, 5, 0, 1],
    [4, 6, 1, 0],
    [3, 5, 1, 0],
    [2, 4, 0, 1],
  ]);
  expect(page.items[0]).toMatchObject({ by: "Rhea", version: first.version });
  const rest = await listEvalSetVersions(ctx, "restored", { limit: 4, cursor: page.nextCursor ?? "" });
  expect(rest.items.map(({ revision }) => revision)).toEqual([1]);
  await restoreEvalSet(ctx, "restored", { revision: 4 });
  expect(await ids()).toHaveLength(6);

  expect(await codeOf(restoreEvalSet(ctx, "restored", { caseId: "never" }))).toBe("not_found");
  expect(await codeOf(restoreEvalSet(ctx, "restored", { revision: 99 }))).toBe("not_found");
  await installBuiltInSet(ctx, { name: "kept", cases: fitCases(3), gates: [floor(0)] });
  await installBuiltInSet(ctx, { name: "kept", cases: fitCases(2), gates: [floor(0)] });
  expect(await codeOf(restoreEvalSet(ctx, "kept", { revision: 1 }))).toBe("conflict");
});

test("an export imported elsewhere is the same version", async () => {
  const ctx = contextWith();
  const { version } = await imports(ctx, "original", linesOf(4));
  const copy = await imports(ctx, "copy", await exportEvalSet(ctx, "original"));
  expect(copy.version).toBe(version);
});

test("a bad line imports nothing and is named", async () => {
  const ctx = contextWith();
  const error: AppError = await imports(ctx, "bad", `${lineOf("a")}\n{"id":"b"}`).then(
    () => {
      throw new Error("must not be imported");
    },
    (refused: AppError) => refused,
  );
  expect(error.errors).toEqual([{ path: "jsonl", message: expect.stringContaining("line:2 text") }]);
  expect(await codeOf(listEvalSetCases(ctx, "bad", { limit: 5 }))).toBe("not_found");
});

test("changes to one set at the same time are all kept", async () => {
  const ctx = contextWith();
  await Promise.all(Array.from({ length: 12 }, (_, index) => imports(ctx, "busy", lineOf(`case-${index}`))));
  const { items } = await listEvalSetCases(ctx, "busy", { limit: 50 });
  expect(new Set(items.map(({ id }) => id)).size).toBe(12);
});

test("a green gate allows promotion, a missed one does not until an administrator overrides it", async () => {
  const ctx = contextWith();
  const cases = fitCases().map((each) => ({
    ...each,
    category: "security" as const,
    category_alt: [],
  }));
  await installBuiltInSet(ctx, { name: "gated", cases, gates: [floor(0)] });
  const finish = async () => {
    const { id } = await startEvalRun(ctx, { ...asked, set: "gated" });
    await workOnQueuedRun(ctx, "worker");
    return id;
  };
  const green = await finish();
  expect(await canPromote(ctx, green)).toEqual({ allowed: true, by: "gates", failedGates: [] });
  expect(await codeOf(overrideGates(ctx, green, "no reason needed"))).toBe("conflict");

  await installBuiltInSet(ctx, { name: "gated", cases, gates: [floor(1)] });
  expect(await canPromote(ctx, green)).toMatchObject({
    allowed: false,
    failedGates: ["The gates have changed since the run."],
  });
  const missed = await finish();
  expect(await canPromote(ctx, missed)).toMatchObject({ allowed: false, by: null });
  expect(await overrideGates(ctx, missed, "the label is wrong, see review")).toMatchObject({
    allowed: true,
    by: "override",
  });
  expect(await canPromote(ctx, missed)).toMatchObject({ allowed: true, by: "override" });
  expect((await getEvalRunDetail(ctx, missed)).override).toMatchObject({
    by: "Rhea",
    reason: "the label is wrong, see review",
  });
  expect(await codeOf(overrideGates(ctx, missed, "once more for luck"))).toBe("conflict");
});

test("a set too small to judge lets nothing through, however green its gates, but over an override", async () => {
  const ctx = contextWith();
  await imports(ctx, "tiny", lineOf("one"));
  const { id } = await startEvalRun(ctx, { ...asked, set: "tiny" });
  await workOnQueuedRun(ctx, "worker");
  expect((await getEvalRunDetail(ctx, id)).gateState).toBe("passed");
  const { unfit } = await getEvalSetDetail(ctx, "tiny");
  expect(unfit).toEqual([
    expect.stringContaining("1 labelled case with different texts"),
    expect.stringContaining("1 case that must be called P0 or P1"),
    expect.stringContaining("P0 (1), P1 (1), P2 (0), P3 (0)"),
  ]);
  expect(await canPromote(ctx, id)).toEqual({ allowed: false, by: null, failedGates: unfit });
  await overrideGates(ctx, id, "an emergency, and it is all we have");
  expect(await canPromote(ctx, id)).toEqual({ allowed: true, by: "override", failedGates: unfit });

  // Copies of a text, labels that accept everything, and cases without a label make a set no fitter.
  const copies = fitCases().map((each) => ({ ...each, text: outage }));
  const vague = fitCases().map((each) => ({
    ...each,
    id: `vague-${each.id}`,
    severity_min: "P0" as const,
    severity_max: "P3" as const,
  }));
  const unlabelled = fitCases().map(({ id: caseId, text }) => ({ id: `bare-${caseId}`, text: `${text}!` }));
  const jsonl = (cases: readonly object[]) => cases.map((each) => JSON.stringify(each)).join("\n");
  await imports(ctx, "copies", jsonl([...copies, ...unlabelled]));
  expect((await getEvalSetDetail(ctx, "copies")).unfit).toEqual([
    expect.stringContaining("The set has 1 labelled case with different texts"),
  ]);
  await imports(ctx, "vague", jsonl(vague));
  expect((await getEvalSetDetail(ctx, "vague")).unfit).toHaveLength(2);
  await imports(ctx, "fit", jsonl(fitCases()));
  expect((await getEvalSetDetail(ctx, "fit")).unfit).toEqual([]);
});

test("an administrator changes the gates of a set, which is audited; runs over the earlier ones fall silent", async () => {
  const ctx = contextWith();
  await imports(
    ctx,
    "own-gates",
    fitCases()
      .map((each) => JSON.stringify(each))
      .join("\n"),
  );
  const { gates, gatesVersion } = await getEvalSetDetail(ctx, "own-gates");
  expect(gates).toEqual(gatesForNewSets);
  const change = (next: Gate[], basedOn?: string) =>
    setEvalGates(ctx, "own-gates", { gates: next, basedOn, reason: "too lax" });
  const changed = await change([floor(0.5)], gatesVersion);
  expect(changed.gates).toEqual([floor(0.5)]);
  expect(changed.gatesVersion).not.toBe(gatesVersion);
  // Somebody else read the gates before that.
  expect(await codeOf(change([floor(0.1)], gatesVersion))).toBe("conflict");

  const { id } = await startEvalRun(ctx, { ...asked, set: "own-gates" });
  await workOnQueuedRun(ctx, "worker");
  const run = await getEvalRunDetail(ctx, id);
  expect(run.gatesVersion).toBe(changed.gatesVersion);
  expect(run.gates).toMatchObject([{ gate: "Category at least 50.0%", why: "test" }]);
  // An import leaves them as they are.
  await imports(ctx, "own-gates", lineOf("more"));
  expect((await getEvalSetDetail(ctx, "own-gates")).gates).toEqual([floor(0.5)]);
  await change([floor(0.6)]);
  expect((await canPromote(ctx, id)).failedGates).toContain("The gates have changed since the run.");

  const { items } = await listAudit(ctx, auditQuerySchema.parse({ action: "eval_set.gates_changed" }));
  expect(items[1]).toMatchObject({
    subject: { id: "own-gates" },
    before: { gatesVersion, gates: gatesForNewSets },
    after: { gates: [floor(0.5)] },
    reason: "too lax",
  });
  await installBuiltInSet(ctx, { name: "given", cases: fitCases(2), gates: [floor(0)] });
  expect(await codeOf(setEvalGates(ctx, "given", { gates: [floor(1)], reason: "x" }))).toBe("conflict");
  expect(await codeOf(setEvalGates(ctx, "nowhere", { gates: [floor(1)], reason: "x" }))).toBe("not_found");
});

test("a set that comes with the product is not changed from outside", async () => {
  const ctx = contextWith();
  await installBuiltInSet(ctx, { name: "built-in", cases: [], gates: [] });
  expect(await codeOf(imports(ctx, "built-in", lineOf("a")))).toBe("conflict");
});

test("a baseline fails what is missing, and two runs over different cases do not compare", async () => {
  const ctx = contextWith();
  const run = async (name: string, count: number, baseline?: string) =>
    await runCases(ctx, {
      source: {
        name,
        cases: linesOf(count)
          .split("\n")
          .map((line) => ({ runbook_alt: [], tags: [], ...JSON.parse(line) })),
      },
      ...asked,
      baseline,
      worker: "w",
    });
  const whole = await run("baseline", 10);
  const same = await run("baseline", 10, "latest");
  expect(same.comparison?.verdict).toBe("no difference");
  expect(same.run.missedGates).toEqual([]);
  const short = await run("baseline", 7, whole.run.id);
  expect(short.run.missedGates).toEqual([expect.stringContaining("3 cases of the baseline are missing")]);
  expect((await compareEvalRuns(ctx, { a: whole.run.id, b: short.run.id })).warnings).toHaveLength(1);
  const other = await runCases(ctx, {
    source: { name: "x", cases: [{ id: "z", text: "hello", category_alt: [], runbook_alt: [], tags: [] }] },
    ...asked,
    worker: "w",
  });
  expect(await codeOf(compareEvalRuns(ctx, { a: whole.run.id, b: other.run.id }))).toBe("conflict");
  expect(await codeOf(run("never run before", 1, "latest"))).toBe("invalid_fields");
});
