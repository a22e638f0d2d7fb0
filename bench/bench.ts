import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { cpus, loadavg, tmpdir, totalmem } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { renderTriagePrompt } from "#lib/models/prompts.ts";
import { ensureBuild } from "#lib/server/ensure-build.ts";
import { productCommit } from "#lib/server/product-commit.ts";
import { startGateway } from "../e2e/gateway-process.ts";
import packageJson from "../package.json" with { type: "json" };
import { type Measure, measure, type Target } from "./load/measure.ts";
import { peer, type Running, startFloor, startModel, startPeer } from "./load/processes.ts";
import { distinctTexts, repeatedText } from "./load/tickets.ts";

/**
 * `npm run bench [-- --seconds N] [--without-peer]`: the gateway under load beside the least that Node can do and
 * beside another gateway, on this machine, in one run. Ratios mean something elsewhere, too; times do not.
 */
const root = path.resolve(import.meta.dirname, "..");
const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "10" },
    "without-peer": { type: "boolean", default: false },
  },
});
const seconds = Number(values.seconds);
const many = 50;
/** What the simulated model takes for an answer, in milliseconds. */
const modelMs = 200;
const model = `sim--latency-${modelMs}`;

interface Row extends Measure {
  target: string;
  connections: number;
}
const rows: Row[] = [];

async function add(target: string, what: Target, connections: number): Promise<Row> {
  const row = { target, connections, ...(await measure(what, connections, seconds)) };
  rows.push(row);
  console.log(
    `${target.padEnd(44)} ${String(connections).padStart(3)} at once  ${String(row.requestsPerSecond).padStart(8)}/s` +
      `  p50 ${String(row.p50).padStart(6)} ms  p99 ${String(row.p99).padStart(6)} ms  failed ${row.failed}`,
  );
  return row;
}

const round = (value: number) => Math.round(value * 100) / 100;

const triage = (url: string, key: string, text: () => string): Target => ({
  url: `${url}/api/v1/triage`,
  method: "POST",
  headers: { authorization: `Bearer ${key}` },
  body: () => JSON.stringify({ text: text() }),
});

/** The prompt that the gateway would send, as a chat completion. */
function completion(url: string, headers: Record<string, string>): Target {
  const next = distinctTexts(3);
  return {
    url: `${url}/v1/chat/completions`,
    method: "POST",
    headers: { authorization: "Bearer simulated", ...headers },
    body() {
      const { system, user } = renderTriagePrompt({ text: next() }, []);
      const messages = [
        { role: "system", content: system },
        { role: "user", content: user },
      ];
      return JSON.stringify({ model, messages });
    },
  };
}

await ensureBuild(root, console.log, new AbortController().signal);
const directory = await mkdtemp(path.join(tmpdir(), "triage-bench-"));
const running: { stop(): Promise<unknown> }[] = [];
const keep = <Each extends { stop(): Promise<unknown> }>(each: Each): Each => {
  running.push(each);
  return each;
};

try {
  const simulated: Running = keep(await startModel());
  const floor = keep(await startFloor());
  const floorTarget: Target = {
    url: floor.url,
    method: "POST",
    body: () => JSON.stringify({ text: repeatedText }),
  };
  const floorOne = await add("floor: Node, JSON in and out", floorTarget, 1);
  const floorMany = await add("floor: Node, JSON in and out", floorTarget, many);

  const onRules = keep(await startGateway({ DATA_DIR: path.join(directory, "rules"), LOG_LEVEL: "error" }));
  const rulesKey = await onRules.createKey();
  const live: Target = { url: `${onRules.url}/api/health/live`, method: "GET" };
  const routeMany = await add("floor: bare route of the same server", live, many);
  const rulesOne = await add(
    "triage by rules, each another incident",
    triage(onRules.url, rulesKey, distinctTexts(1)),
    1,
  );
  const rulesMany = await add(
    "triage by rules, each another incident",
    triage(onRules.url, rulesKey, distinctTexts(2)),
    many,
  );
  const repeat = triage(onRules.url, rulesKey, () => repeatedText);
  const cachedOne = await add("triage of a repeated incident", repeat, 1);
  const cachedMany = await add("triage of a repeated incident", repeat, many);
  running.splice(running.indexOf(onRules), 1);
  await onRules.stop();

  const withModel = keep(
    await startGateway({
      DATA_DIR: path.join(directory, "model"),
      LOG_LEVEL: "error",
      TRIAGE_CHEAP_MODELS: `compatible:${model}`,
      COMPATIBLE_BASE_URL: `${simulated.url}/v1`,
      COMPATIBLE_API_KEY: "simulated",
    }),
  );
  const modelKey = await withModel.createKey();
  const direct = completion(simulated.url, {});
  const directOne = await add(`the model itself, ${modelMs} ms`, direct, 1);
  const directMany = await add(`the model itself, ${modelMs} ms`, direct, many);
  const modelOne = await add("triage by the model", triage(withModel.url, modelKey, distinctTexts(4)), 1);
  const modelMany = await add("triage by the model", triage(withModel.url, modelKey, distinctTexts(5)), many);

  let peerOne: Row | null = null;
  let peerMany: Row | null = null;
  if (!values["without-peer"]) {
    const other = keep(await startPeer());
    const headers = { "x-portkey-provider": "openai", "x-portkey-custom-host": `${simulated.url}/v1` };
    peerOne = await add(`${peer.name}: the same call passed on`, completion(other.url, headers), 1);
    peerMany = await add(`${peer.name}: the same call passed on`, completion(other.url, headers), many);
  }

  const overhead = (row: Row, over: Row) => round(row.p50 - over.p50);
  const ratios = {
    "rules, one caller: p50 over the floor's": round(rulesOne.p50 / Math.max(1, floorOne.p50)),
    "rules, many callers: throughput over the floor's": round(
      rulesMany.requestsPerSecond / floorMany.requestsPerSecond,
    ),
    "repeat, many callers: throughput over a bare route's": round(
      cachedMany.requestsPerSecond / routeMany.requestsPerSecond,
    ),
    "repeat over rules, one caller: p50": round(cachedOne.p50 / Math.max(1, rulesOne.p50)),
    "model, one caller: p50 over the model's own": round(modelOne.p50 / directOne.p50),
    "model, many callers: p50 over the model's own": round(modelMany.p50 / directMany.p50),
    "model, one caller: added to the model's p50 (ms)": overhead(modelOne, directOne),
    "model, many callers: added to the model's p50 (ms)": overhead(modelMany, directMany),
    ...(peerOne && peerMany
      ? {
          "peer, one caller: p50 over the model's own": round(peerOne.p50 / directOne.p50),
          "peer, many callers: p50 over the model's own": round(peerMany.p50 / directMany.p50),
          "model over peer, one caller: p50": round(modelOne.p50 / peerOne.p50),
          "model over peer, many callers: p50": round(modelMany.p50 / peerMany.p50),
          "model over peer, many callers: throughput": round(
            modelMany.requestsPerSecond / peerMany.requestsPerSecond,
          ),
        }
      : {}),
  };
  console.log("");
  for (const [name, ratio] of Object.entries(ratios)) console.log(`${name.padEnd(56)} ${ratio}`);

  const at = new Date().toISOString();
  const results = path.join(root, "bench/results");
  await mkdir(results, { recursive: true });
  const file = path.join(results, `load-${at.slice(0, 19).replaceAll(":", "-")}.json`);
  const machine = {
    processors: cpus().length,
    processor: cpus()[0]?.model ?? "unknown",
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    loadBefore: loadavg()[0],
    platform: `${process.platform} ${process.arch}`,
  };
  const versions = { product: packageJson.version, commit: productCommit(root), node: process.version, peer };
  await writeFile(
    file,
    `${JSON.stringify({ at, seconds, modelMs, machine, versions, ratios, rows }, null, 2)}\n`,
  );
  console.log(`\nWritten to ${path.relative(root, file)}`);
} finally {
  for (const each of running.reverse()) await each.stop();
  await rm(directory, { recursive: true, force: true });
}
process.exit();
