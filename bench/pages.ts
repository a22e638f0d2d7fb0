import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { statsDimensionsSchema } from "#lib/contracts/stats.ts";
import { ticketPageSchema } from "#lib/contracts/tickets.ts";
import { noValue } from "#lib/contracts/vocabulary.ts";
import { ensureBuild } from "#lib/server/ensure-build.ts";
import { productCommit } from "#lib/server/product-commit.ts";
import { drawFrom } from "#samples/draw.ts";
import { runCommand, startGateway } from "../e2e/gateway-process.ts";
import { sessionCookie } from "../e2e/session-cookie.ts";
import { drawCombination } from "./pages/filter-combinations.ts";

/**
 * `npm run bench:pages [-- --data-dir DIR] [--requests N] [--combinations N] [--seed N]`: how long pages and lists take
 * over HTTP, signed in, on the production build and a database that `npm run bench:seed` filled; each request asks for
 * something else. Then the list with filters drawn at random, and which of them take longest.
 */
const { values } = parseArgs({
  options: {
    "data-dir": { type: "string", default: ".data/bench" },
    requests: { type: "string", default: "30" },
    combinations: { type: "string", default: "150" },
    seed: { type: "string", default: "1" },
  },
});
const requests = Number(values.requests);
const root = path.resolve(import.meta.dirname, "..");
const dayMs = 86_400_000;

await ensureBuild(root, console.log, new AbortController().signal);
const gateway = await startGateway({ DATA_DIR: path.resolve(values["data-dir"]), LOG_LEVEL: "error" });

async function signIn(): Promise<string> {
  const email = `bench-${randomBytes(4).toString("hex")}@example.com`;
  const password = randomBytes(15).toString("base64url");
  const args = ["create", "--email", email, "--role", "admin", "--password-stdin"];
  await runCommand("users", args, gateway.environment, password);
  return await sessionCookie(gateway.url, { email, password });
}

const any = <Value>(list: readonly Value[], turn: number): Value => list[turn % list.length] as Value;
const iso = (moment: number) => new Date(moment).toISOString();
const addressOf = (address: string, query: Record<string, string>) =>
  `${address}?${new URLSearchParams(query)}`;

try {
  const cookie = await signIn();
  const get = async (address: string): Promise<string> => {
    const answer = await fetch(`${gateway.url}${address}`, { headers: { cookie } });
    const body = await answer.text();
    if (answer.status !== 200) throw new Error(`${address} was answered with ${answer.status}: ${body}`);
    return body;
  };
  const list = (query: Record<string, string>) => addressOf("/api/v1/tickets", query);
  const pageOf = async (query: Record<string, string>) =>
    ticketPageSchema.parse(JSON.parse(await get(list(query))));

  const [newest] = (await pageOf({ limit: "1" })).items;
  if (!newest) throw new Error("The database holds no tickets.");
  const end = Date.parse(newest.createdAt);
  /** A moment of the year before the newest ticket, another one each turn. */
  const moment = (turn: number) => end - ((turn * 37 + 11) % 360) * dayMs;
  const deep: { cursor: string; id: string; service: string | null }[] = [];
  for (let turn = 0; turn < Math.max(requests, 30); turn++) {
    const { items, nextCursor } = await pageOf({ to: iso(moment(turn)), limit: "1" });
    if (items[0] && nextCursor) deep.push({ ...items[0], cursor: nextCursor });
  }
  const common = ["timed out", "error", "failed", "users", "connection"];
  const rare = ["blurred", "certificate", "exfiltration", "deadlock", "zzzzzz"];
  const severities = ["P0", "P1", "P2", "P3"];
  const categories = ["security", "data", "infra", "app", "unknown"];
  const services = ["checkout", "identity", "intranet", "ledger", "exports", "fraud"];
  const time = (turn: number, days: number) => ({
    from: iso(moment(turn) - days * dayMs),
    to: iso(moment(turn)),
  });
  const stats = (turn: number, by: string, more: Record<string, string> = {}) => {
    const from = Math.floor((end - any([1, 7, 30, 90, 365], turn) * dayMs) / 3_600_000) * 3_600_000;
    return addressOf("/api/v1/stats", { from: iso(from), to: iso(end), tz: "Europe/Berlin", by, ...more });
  };

  /** What is asked for at once, by turn. */
  const questions: Record<string, (turn: number) => string[]> = {
    "floor: a route without a database": () => ["/api/health/live"],
    "page: feed": () => ["/tickets"],
    "page: feed, searched": (turn) => [addressOf("/tickets", { q: any(common, turn) })],
    "page: ticket": (turn) => [`/tickets/${any(deep, turn).id}`],
    "page: review queue": () => ["/review"],
    "page: dashboard": () => ["/dashboard"],
    "dashboard: what it asks at once": (turn) => [
      stats(turn, "model", { compare: "previous" }),
      stats(turn, "prompt"),
      "/api/v1/stats/dimensions",
      "/api/v1/budgets",
    ],
    "dashboard: as CSV": (turn) => [stats(turn, "model", { format: "csv" })],
    "feed: first page": () => [list({})],
    "feed: first page, repeats once": () => [list({ repeats: "once" })],
    "feed: deep page": (turn) => [list({ cursor: any(deep, turn).cursor })],
    "feed: deep page, repeats once": (turn) => [list({ cursor: any(deep, turn).cursor, repeats: "once" })],
    "search: common word": (turn) => [list({ q: any(common, turn) })],
    "search: rare word": (turn) => [list({ q: any(rare, turn) })],
    "search: common word, an old week": (turn) => [list({ q: any(common, turn), ...time(turn, 7) })],
    "search: rare word, an old month": (turn) => [list({ q: any(rare, turn), ...time(turn, 30) })],
    "search: common word, old time, three chips": (turn) => [
      list({
        q: any(common, turn),
        severity: any(severities, turn),
        category: any(categories, turn),
        service: any(services, turn),
        ...time(turn, 90),
      }),
    ],
    "search: common word, repeats once": (turn) => [list({ q: any(common, turn), repeats: "once" })],
    "feed: four chips": (turn) => [
      list({
        severity: any(severities, turn),
        category: any(categories, turn),
        service: any(services, turn),
        path: any(["model", "cache", "rules", "human"], turn),
      }),
    ],
    "feed: model and tier, an old month": (turn) => [
      list({ model: "openai:gpt-5-mini", tier: any(["cheap", "strong"], turn), ...time(turn, 30) }),
    ],
    "review: queue": (turn) => [addressOf("/api/v1/reviews", { view: any(["open", "escalated"], turn) })],
    "review: queue with two chips": (turn) => [
      addressOf("/api/v1/reviews", { severity: any(severities, turn), category: any(categories, turn) }),
    ],
    "review: decided": () => ["/api/v1/reviews?view=decided"],
    "review: decided with two chips": (turn) => [
      addressOf("/api/v1/reviews", {
        view: "decided",
        severity: any(severities, turn),
        category: any(categories, turn),
      }),
    ],
    "ticket: as JSON": (turn) => [`/api/v1/tickets/${any(deep, turn).id}`],
  };

  interface Timed {
    addresses: string[];
    ms: number;
    /** Answered with anything but 200. */
    failed: boolean;
  }
  const timed = async (addresses: string[]): Promise<Timed> => {
    const began = performance.now();
    const answers = await Promise.allSettled(addresses.map(get));
    const failures = answers.filter((answer) => answer.status === "rejected");
    for (const { reason } of failures) console.log(String(reason));
    return { addresses, ms: Math.round(performance.now() - began), failed: failures.length > 0 };
  };
  const rows: { question: string; p50: number; p95: number; max: number; failed: number }[] = [];
  const report = (question: string, asked: Timed[]) => {
    const times = asked.map(({ ms }) => ms).sort((a, b) => a - b);
    const at = (share: number) => times[Math.ceil(share * times.length) - 1] ?? 0;
    const failed = asked.filter((each) => each.failed).length;
    const row = { question, p50: at(0.5), p95: at(0.95), max: at(1), failed };
    rows.push(row);
    const ms = (value: number) => `${String(value).padStart(5)} ms`;
    console.log(
      `${question.padEnd(44)} p50 ${ms(row.p50)}  p95 ${ms(row.p95)}  worst ${ms(row.max)}${failed > 0 ? `  ${failed} FAILED` : ""}`,
    );
  };
  for (const [question, addresses] of Object.entries(questions)) {
    const asked: Timed[] = [];
    for (let turn = 0; turn < requests; turn++) asked.push(await timed(addresses(turn)));
    report(question, asked);
  }

  const dimensions = statsDimensionsSchema.parse(JSON.parse(await get("/api/v1/stats/dimensions")));
  const named = (name: keyof typeof dimensions) => dimensions[name].map(({ value }) => value || noValue);
  const draw = drawFrom(Number(values.seed));
  const choices = {
    values: {
      service: [...new Set(deep.map(({ service }) => service ?? noValue))],
      source: named("source"),
      team: named("team"),
      key: named("key"),
      model: named("model"),
      tier: named("tier"),
      prompt: named("prompt"),
      policy: named("policy"),
    },
    words: { common, rare },
    cursors: deep.map(({ cursor }) => cursor),
    newestMs: end,
  };
  const drawn: Timed[] = [];
  for (let turn = 0; turn < Number(values.combinations); turn++) {
    drawn.push(await timed([list(drawCombination(draw, choices))]));
  }
  report("feed and search: filters drawn at random", drawn);
  const slowest = [...drawn].sort((a, b) => b.ms - a.ms).slice(0, 10);
  for (const { ms, addresses } of slowest)
    console.log(`${String(ms).padStart(8)} ms  ${decodeURIComponent(addresses.join(" "))}`);

  const results = path.join(root, "bench/results");
  await mkdir(results, { recursive: true });
  const machine = { cpus: cpus().length, load: loadavg() };
  await writeFile(
    path.join(results, "pages.json"),
    `${JSON.stringify({ requests, ...machine, commit: await productCommit(root), rows, slowest }, null, 2)}\n`,
  );
} finally {
  await gateway.stop();
}
