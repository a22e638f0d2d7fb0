import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { comparisonSchema } from "#lib/contracts/eval-comparison.ts";
import { evalRunDetailSchema, evalRunPageSchema, evalRunSchema } from "#lib/contracts/eval-run.ts";
import { evalSetListSchema, setChangeSchema } from "#lib/contracts/eval-set.ts";
import { type Simulator, startSimulator } from "../simulator/server.ts";
import { postTicket, simulatedModels } from "./browser-fixtures.ts";
import { runEvalCommand, runIdIn } from "./eval-command.ts";
import { type GatewayProcess, startGateway, temporaryDirectory } from "./gateway-process.ts";
import { patienceMs } from "./patience.ts";

let gateway: GatewayProcess;
let simulator: Simulator;
let key: string;
let folder: string;
let home: Awaited<ReturnType<typeof temporaryDirectory>>;

const settings = () => ({ DATA_DIR: home.directory, ...simulatedModels("compatible:simulated", simulator) });

beforeAll(async () => {
  home = await temporaryDirectory();
  folder = await mkdtemp(path.join(tmpdir(), "evals-"));
  simulator = await startSimulator();
  gateway = await startGateway(settings());
  key = await gateway.createKey("triage:read,triage:write,evals:write");
});
afterAll(async () => {
  await gateway?.stop();
  await simulator?.close();
  await home?.remove();
  await rm(folder, { recursive: true, force: true });
});

async function call(
  address: string,
  body?: unknown,
  bearer = key,
): Promise<{ status: number; json: unknown }> {
  const response = await fetch(`${gateway.url}/api/v1/evals/${address}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") && !text.includes("}\n");
  return { status: response.status, json: isJson ? JSON.parse(text) : text };
}

const detailOf = async (id: string) => evalRunDetailSchema.parse((await call(`runs/${id}`)).json);

async function until<Value>(read: () => Promise<Value>, holds: (value: Value) => boolean): Promise<Value> {
  return await expect.poll(read, { timeout: patienceMs, interval: 150 }).toSatisfy(holds).then(read);
}

const write = async (name: string, lines: object[]) => {
  const file = path.join(folder, name);
  await writeFile(file, lines.map((line) => JSON.stringify(line)).join("\n"));
  return file;
};

const cases = (count: number, label: object = {}) =>
  Array.from({ length: count }, (_, index) => ({
    id: `case-${index}`,
    text: `Checkout number ${index} answers 502 Bad Gateway for all customers, nobody can pay`,
    ...label,
  }));

test("the command runs the core set, predicts unlabelled cases in order, and says 2 to bad input", async () => {
  const core = await runEvalCommand(["--engine", "rules"], gateway.environment);
  expect(core.stdout).toContain("P0/P1 recall");
  expect([0, 1]).toContain(core.code);
  expect(core.code === 1).toBe(core.stderr.includes("gate missed"));
  const run = await detailOf(runIdIn(core.stdout));
  expect(run).toMatchObject({ set: "core", status: "done", engine: "rules" });
  expect(run.cases).toBeGreaterThanOrEqual(120);

  const file = await write("plain.jsonl", cases(3));
  const out = path.join(folder, "predictions.jsonl");
  const plain = await runEvalCommand(
    ["--cases", file, "--engine", "rules", "--predictions", out],
    gateway.environment,
  );
  expect(plain.code, plain.stderr).toBe(0);
  const predictions = (await readFile(out, "utf8"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(predictions.map(({ id }) => id)).toEqual(["case-0", "case-1", "case-2"]);
  for (const line of predictions) {
    expect(Object.keys(line)).toEqual(["id", "category", "severity", "confidence", "runbooks", "dup_of"]);
  }

  for (const args of [
    ["--cases", path.join(folder, "missing.jsonl")],
    ["--engine", "oracle"],
    ["--cases", file, "--engine", "rules", "--baseline", `run_${"0".repeat(26)}`],
    ["--cases", await write("wrong.jsonl", [{ id: "a", text: "x", category: "weather" }])],
  ]) {
    const refused = await runEvalCommand(args, gateway.environment);
    expect(refused.code, args.join(" ")).toBe(2);
    expect(refused.stderr.split("\n")[0]).not.toBe("");
  }
});

test("a model that never answers fails the command, however right the rules in its place are", async () => {
  const file = await write("unread.jsonl", cases(2));
  const refused = await runEvalCommand(["--cases", file, "--engine", "model"], {
    ...gateway.environment,
    TRIAGE_CHEAP_MODELS: "compatible:refused--status-401",
  });
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain("gate missed: Cards without the model");
  expect(refused.stdout).toContain("rules answered in their place");
});

test("a change of the policy is judged by the command before anybody makes it", async () => {
  const file = await write("policy-cases.jsonl", cases(2));
  const run = async (patch: object) => {
    const policy = await write("patch.json", [patch]);
    return await runEvalCommand(["--cases", file, "--policy", policy], gateway.environment);
  };
  const present = await runEvalCommand(["--cases", file], gateway.environment);
  const strong = { model: "compatible:thorough", enabled: true, timeoutMs: null };
  const changed = await run({ models: { cheap: [strong] } });
  expect(changed.code, changed.stderr).toBe(0);
  expect(await detailOf(runIdIn(changed.stdout))).toMatchObject({ models: ["compatible:thorough"] });
  const { policyVersion } = await detailOf(runIdIn(present.stdout));
  expect((await detailOf(runIdIn(changed.stdout))).policyVersion).not.toBe(policyVersion);
  const refused = await run({ maxModelCalls: 9 });
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain("maxModelCalls");
});

test("a baseline fails the command when cases are missing, and repeats tell how steady the answers are", async () => {
  const label = { category: "infra", severity_min: "P0", severity_max: "P1" };
  const whole = await write("set.jsonl", cases(6, label));
  const first = await runEvalCommand(["--cases", whole, "--engine", "rules"], gateway.environment);
  const again = await runEvalCommand(
    ["--cases", whole, "--engine", "rules", "--baseline", runIdIn(first.stdout), "--repeat", "3"],
    gateway.environment,
  );
  expect(again.code, again.stderr).toBe(0);
  expect(again.stdout).toContain("no difference");
  expect(again.stdout).toMatch(/Steady over repeats\s+100/);
  const short = await write("set.jsonl", cases(4, label));
  const less = await runEvalCommand(
    ["--cases", short, "--engine", "rules", "--baseline", "latest"],
    gateway.environment,
  );
  expect(less.code).toBe(1);
  expect(less.stderr).toContain("2 cases of the baseline are missing");

  const { status, json } = await call(`compare?a=${runIdIn(first.stdout)}&b=${runIdIn(less.stdout)}`);
  expect(status).toBe(200);
  const comparison = comparisonSchema.parse(json);
  expect(comparison.moved.slice(0, 2).map(({ movement }) => movement)).toEqual(["missing", "missing"]);
  expect(comparison.warnings).toHaveLength(1);
});

test("a ticket becomes a case, the set is run over the API, and its results come page by page", async () => {
  const triage = await postTicket(gateway, key, {
    text: "Replication lag of orders-db is 2 hours, reports are stale",
  });
  const labels = { triageId: triage.id, category: "data", severityMin: "P1", severityMax: "P2" };
  const added = await call("sets/reviewed/cases", labels);
  expect(setChangeSchema.parse(added.json)).toMatchObject({ cases: 1, changed: true });
  const lines = cases(4)
    .map((line) => JSON.stringify(line))
    .join("\n");
  expect((await call("sets/reviewed/import", { jsonl: lines })).json).toMatchObject({ cases: 5 });
  const exported = String((await call("sets/reviewed/export")).json);
  expect(exported.trim().split("\n")).toHaveLength(5);

  const started = await call("runs", { set: "reviewed", engine: "rules", repeats: 2 });
  const { id, status } = evalRunSchema.parse(started.json);
  expect(["queued", "running", "done"]).toContain(status);
  const run = await until(
    () => detailOf(id),
    (each) => each.status === "done",
  );
  expect(run).toMatchObject({ done: 10, cases: 5, repeats: 2 });
  expect(evalSetListSchema.parse((await call("sets")).json).items.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["core", "reviewed"]),
  );
  expect(evalRunPageSchema.parse((await call("runs?set=reviewed&limit=1")).json).items[0]?.id).toBe(id);
  expect((await call(`runs/${id}/promotion`)).json).toMatchObject({ allowed: expect.any(Boolean) });
});

test("a stop in the middle of a run interrupts it, and another process takes it up where it was", async () => {
  simulator.script([{ latencyMs: 300 }]);
  const { json } = await call("runs", { set: "core", engine: "model", repeats: 1 });
  const { id } = evalRunSchema.parse(json);
  await until(
    () => detailOf(id),
    ({ done }) => done > 4,
  );
  expect(await gateway.stop()).toBe(0);
  simulator.reset();
  gateway = await startGateway(settings());
  const stopped = await until(
    () => detailOf(id),
    ({ status }) => status === "interrupted",
  );
  expect(stopped.done).toBeLessThan(stopped.cases);
  expect((await call(`runs/${id}/resume`, {})).status).toBe(200);
  const run = await until(
    () => detailOf(id),
    ({ status }) => status === "done" || status === "failed",
  );
  expect(run).toMatchObject({ status: "done", done: stopped.cases, simulated: true });
  expect(simulator.calls().length).toBe(stopped.cases - stopped.done);
});

test("a command that was stopped goes on with --resume and predicts all cases", async () => {
  const file = await write("resumed.jsonl", cases(40));
  simulator.script([{ latencyMs: 400, repeat: true }]);
  const stopped = runEvalCommand(["--cases", file, "--engine", "model"], gateway.environment);
  const [begun] = await until(
    async () => evalRunPageSchema.parse((await call("runs?set=resumed&limit=1")).json).items,
    ([run]) => (run?.done ?? 0) > 2,
  );
  const id = begun?.id ?? "";
  expect((await call(`runs/${id}/cancel`, {})).status).toBe(200);
  const { code, stderr } = await stopped;
  expect(code).toBe(1);
  expect(stderr).toContain(`--resume ${id}`);
  simulator.reset();
  const { done } = await detailOf(id);
  const out = path.join(folder, "resumed-predictions.jsonl");
  const resumed = await runEvalCommand(
    ["--resume", id, "--cases", file, "--predictions", out],
    gateway.environment,
  );
  expect(resumed.code, resumed.stderr).toBe(0);
  expect(runIdIn(resumed.stdout)).toBe(id);
  expect(simulator.calls().length).toBe(40 - done);
  const lines = (await readFile(out, "utf8")).trim().split("\n");
  expect(lines.map((line) => JSON.parse(line).id)).toEqual(cases(40).map((each) => each.id));
});

test("who may not is refused, and wrong input is named", async () => {
  const reader = await gateway.createKey();
  const jsonl = JSON.stringify({ id: "a", text: "x" });
  const refusals: [string, unknown, string | undefined, number][] = [
    ["runs", { set: "core" }, reader, 403],
    ["sets/mine/import", { jsonl }, reader, 403],
    [`runs/run_${"0".repeat(26)}/override`, { reason: "because I want it so" }, key, 403],
    ["runs", { set: "nobody" }, key, 404],
    ["runs", { set: "core", repeats: 99 }, key, 422],
    ["runs", { set: "core", unknown: 1 }, key, 422],
    ["sets/Wrong Name/import", { jsonl }, key, 422],
    ["sets/core/import", { jsonl }, key, 409],
    ["sets/mine/import", { jsonl: "{" }, key, 422],
    ["sets/mine/cases", { triageId: "x", category: "data", severityMin: "P2", severityMax: "P1" }, key, 422],
    ["runs?cursor=bm9uc2Vuc2U", undefined, key, 422],
    ["sets/core/cases?cursor=bm9uc2Vuc2U", undefined, key, 422],
    ["compare?a=1&b=2", undefined, key, 422],
    [`runs/run_${"0".repeat(26)}`, undefined, key, 404],
    [`runs/run_${"0".repeat(26)}/results`, undefined, key, 404],
    ["sets/core/export?version=abc", undefined, key, 404],
  ];
  for (const [address, body, bearer, status] of refusals) {
    expect((await call(address, body, bearer)).status, `${address} ${JSON.stringify(body)}`).toBe(status);
  }
});
