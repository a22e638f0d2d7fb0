import { setTimeout as delay } from "node:timers/promises";
import { parseArgs } from "node:util";
import { startSimulator } from "../simulator/server.ts";
import { startCallbackReceiver } from "./callback-receiver.ts";
import { runCommand, startGateway, temporaryDirectory } from "./gateway-process.ts";
import { readMetrics } from "./read-metrics.ts";
import { startSharedPostgres } from "./shared-postgres.ts";
import { attachToHeap } from "./soak/live-heap.ts";
import { sendSteadily } from "./soak/traffic.ts";
import { type Series, trendOf } from "./soak/trend.ts";

/**
 * `npm run soak -- [--minutes 10] [--rate 4]`: the built server under a steady load, with a simulated model of which
 * some calls fail. Prints what grew and what did not, and ends with 1 when something rises. The server, its database
 * and its model are made for it and gone afterwards.
 */
const { values } = parseArgs({
  options: { minutes: { type: "string", default: "10" }, rate: { type: "string", default: "4" } },
});
const minutes = Number(values.minutes);
const rate = Number(values.rate);
if (!(minutes > 0 && rate > 0)) {
  console.error("--minutes and --rate must be numbers over 0");
  process.exit(2);
}

const sampleEveryMs = 5_000;
/** Collecting everything stops the server for a moment: often enough for a trend, too seldom to slow it down. */
const collectEverySamples = 6;
const mebibyte = 1024 * 1024;
const callbackPatienceMs = 60_000;
/** Then memory, handles and queue hold the pile, and what rises says nothing about leaks. */
const tooMuch = "requests pile up: this machine is too busy for this rate, ask for a lower one";
/** Lines of the log and answers that are printed at most. */
const shownMax = 20;

/** One call in eleven fails, in turn in another way; nothing keeps failing, so that the queue can be empty. */
const well = Array.from({ length: 10 }, () => "none");
const faults = ["status-503", "prose", "reset", "retry-after-ms", "cut-body", "status-500", "drip", "html"];
const script = [{ faults: faults.flatMap((fault) => [...well, fault]), repeat: true, latencyMs: 120 }];

const measured = (name: string, unit: string, tolerance: number): Series => ({
  name,
  unit,
  tolerance,
  samples: [],
});
const series = {
  heap: measured("heap after collection", "MB", 2.5),
  resident: measured("resident memory", "MB", 12),
  connections: measured("database connections", "", 1.5),
  handles: measured("open file handles", "", 4),
  queue: measured("jobs in the queue", "", 8),
  lag: measured("event-loop lag p99", "ms", 60),
  inFlight: measured("requests in flight", "", 3),
};

const [home, database] = await Promise.all([temporaryDirectory(), temporaryDirectory()]);
const [postgres, simulator] = await Promise.all([startSharedPostgres(database.directory), startSimulator()]);
simulator.script(script);
const gateway = await startGateway({
  DATABASE_URL: postgres.url,
  DATA_DIR: home.directory,
  LOG_LEVEL: "warn",
  ALLOW_LOOPBACK_CALLBACKS: "true",
  TRIAGE_CHEAP_MODELS: "compatible:first,compatible:second",
  COMPATIBLE_BASE_URL: `${simulator.url}/v1`,
  NODE_OPTIONS: "--inspect=127.0.0.1:0",
});
const key = await gateway.createKey("triage:write,triage:read,metrics:read");
const secret = await runCommand("webhooks", ["secret"], gateway.environment);
const receiver = await startCallbackReceiver(secret.stdout.trim());
const heap = await attachToHeap(gateway.output);

const stop = AbortSignal.timeout(minutes * 60_000);
const target = {
  url: gateway.url,
  headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
  callbackUrl: receiver.url,
};
const begunMs = performance.now();

async function sample(number: number): Promise<void> {
  const usedBytes = number % collectEverySamples === 0 ? (await heap.measure()).usedBytes : null;
  const metrics = await readMetrics([gateway.url], key);
  const atMs = performance.now() - begunMs;
  const add = (to: Series, value: number | null) => {
    if (value !== null) to.samples.push({ atMs, value });
  };
  const resident = metrics.sum("process_resident_memory_bytes");
  const lag = metrics.sum("nodejs_eventloop_lag_p99_seconds");
  add(series.heap, usedBytes === null ? null : usedBytes / mebibyte);
  add(series.inFlight, traffic.inFlight());
  add(series.resident, resident === null ? null : resident / mebibyte);
  add(series.connections, postgres.connections());
  add(series.handles, metrics.sum("process_open_fds"));
  add(series.queue, metrics.sum("triage_queue_jobs"));
  add(series.lag, lag === null ? null : lag * 1_000);
}

console.log(`Soaking ${gateway.url} for ${minutes} minutes at ${rate} requests a second.`);
const traffic = sendSteadily(target, rate, stop);
for (let number = 0; !stop.aborted; number++) {
  await sample(number);
  await delay(sampleEveryMs, undefined, { signal: stop }).catch(() => {});
}
const { sent, statuses, queued, failures: failedRequests, latenciesMs } = await traffic.ended;
const toldOf = () => new Set(receiver.received.map(({ message }) => message.data.id));
const missingCallbacks = () => {
  const told = toldOf();
  return queued.filter((id) => !told.has(id)).length;
};
// What was queued last is told of a moment later.
for (let wait = 0; wait < callbackPatienceMs && missingCallbacks() > 0; wait += 500) await delay(500);
const missing = missingCallbacks();
heap.close();
const logged = gateway.output().split("\n");
const exitCode = await gateway.stop();
await Promise.all([receiver.close(), simulator.close(), postgres.stop()]);
await Promise.all([home.remove(), database.remove()]);

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const rows = Object.values(series).map((one) => {
  const { start, middle, end, perHour, risingPairs, verdict } = trendOf(one);
  return {
    measured: one.unit ? `${one.name} (${one.unit})` : one.name,
    start: number.format(start),
    middle: number.format(middle),
    end: number.format(end),
    "per hour": number.format(perHour),
    "rising pairs": `${number.format(risingPairs * 100)} %`,
    verdict,
  };
});
console.log(`${sent} requests: ${[...statuses].map(([status, count]) => `${count} × ${status}`).join(", ")}`);
const sorted = latenciesMs.toSorted((a, b) => a - b);
const percentile = (share: number) =>
  number.format(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
console.log(
  `p50 ${percentile(0.5)} ms, p95 ${percentile(0.95)} ms, p99 ${percentile(0.99)} ms, slowest ${percentile(1)} ms`,
);
console.log(
  `${queued.length} answered later, ${receiver.received.length} callbacks in ${receiver.requests()} requests, ${missing} missing`,
);
console.log(
  `${series.queue.samples.length} samples, ${series.heap.samples.length} of the heap; the second half is judged, the first is warm-up`,
);
console.table(rows);
const failures = [
  ...(trendOf(series.inFlight).verdict === "rising" ? [tooMuch] : []),
  ...rows.filter(({ verdict }) => verdict === "rising").map((row) => `${row.measured} rises`),
  ...[...statuses.keys()]
    .filter((status) => status === "failed" || Number(status) >= 500)
    .map((status) => `answers: ${status}`),
  ...(missing === 0 ? [] : [`${missing} callbacks did not come`]),
  ...(exitCode === 0 ? [] : [`the server ended with ${exitCode}`]),
];
const errors = logged.filter((line) => /"level":(?:50|60)/.test(line));
for (const line of [...failedRequests.slice(0, shownMax), ...errors.slice(0, shownMax)]) console.log(line);
console.log(failures.length === 0 ? "flat" : failures.join("\n"));
process.exit(failures.length === 0 ? 0 : 1);
