import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Trace, traceSchema } from "#lib/contracts/trace.ts";
import { type Triage, triageSchema } from "#lib/contracts/triage.ts";
import type { CallRecord } from "../simulator/call-log.ts";
import type { Rule } from "../simulator/script.ts";
import { type Simulator, startSimulator } from "../simulator/server.ts";
import { type GatewayProcess, startGateway, temporaryDirectory } from "./gateway-process.ts";
import { patienceMs } from "./patience.ts";
import { startSharedPostgres } from "./shared-postgres.ts";

/**
 * Every fault that the simulated model knows, against a gateway with one model, with a second model that works, and
 * with a cheap and a strong model that fail alike. Each mode is a server of its own; they run side by side, because
 * most of the time is spent waiting.
 */

const deadlineMs = 4_000;
const graceMs = 250;
const attemptTimeoutMs = 600;
const adviceMs = 2_000;

interface Mode {
  name: string;
  settings: Record<string, string>;
  /** Models that have the fault. */
  faulty: string[];
}

const modes: Mode[] = [
  { name: "single", settings: { TRIAGE_CHEAP_MODELS: "compatible:only" }, faulty: ["only"] },
  {
    name: "twin",
    settings: { TRIAGE_CHEAP_MODELS: "compatible:first,compatible:second" },
    faulty: ["first"],
  },
  {
    name: "tiered",
    settings: { TRIAGE_CHEAP_MODELS: "compatible:cheap", TRIAGE_STRONG_MODELS: "openai:strong" },
    faulty: ["cheap", "strong"],
  },
];

/** The form of the answer is repaired; no further call is needed. */
const repaired = ["fenced", "trailing-text", "extra-fields", "broken-content"];
/** What the model wrote cannot be used; it is asked once more. */
const unusable = ["prose", "nulls", "wrong-enum", "two-steps", "empty", "array", "cut-answer"];
/** The same call would end the same way. */
const final = [
  ...["status-400", "status-401", "status-403", "status-404", "status-413", "status-422"],
  ...["bad-key", "quota-exhausted", "refusal", "truncated", "huge"],
];
const passing = [
  ...["status-408", "status-409", "status-425", "status-429"],
  ...["status-500", "status-502", "status-503", "status-504", "status-529"],
  ...["cut-body", "reset", "malformed-envelope", "html", "error-in-200"],
];
const limited = ["retry-after-seconds", "retry-after-date", "retry-after-ms", "retry-in-body"];
const overloaded = ["503", "529"].flatMap((status) =>
  ["seconds", "date", "ms"].map((form) => `retry-after-${form}-${status}`),
);
const advised = [...limited, ...overloaded];
const endless = ["silent", "headers-then-silence", "drip"];
const faults = [...repaired, ...unusable, ...final, ...passing, ...endless, "reject-schema", ...advised];

let simulator: Simulator;
let postgres: Awaited<ReturnType<typeof startSharedPostgres>>;
let homes: Awaited<ReturnType<typeof temporaryDirectory>>[];
let servers: Map<string, { gateway: GatewayProcess; headers: Record<string, string> }>;

/** A word for a number: digits would be taken for the same incident. */
const wordOf = (number: number) => [...String(number)].map((digit) => "abcdefghij"[Number(digit)]).join("");

let tickets = 0;
/** A ticket unlike any other, which carries its case as a mark. */
const ticketFor = (mark: string) =>
  `Checkout answers errors for customers of region ${wordOf(tickets++)} since this morning, case <${mark}>`;

const markOf = (mode: Mode, fault: string) => `${mode.name} ${fault}`;

beforeAll(async () => {
  simulator = await startSimulator();
  homes = await Promise.all([...modes, null].map(() => temporaryDirectory()));
  const [database, ...directories] = homes.map(({ directory }) => directory);
  postgres = await startSharedPostgres(database ?? "");
  const started = modes.map(async ({ name, settings }, index) => {
    const gateway = await startGateway({
      DATABASE_URL: postgres.url,
      DATA_DIR: directories[index] ?? "",
      COMPATIBLE_BASE_URL: `${simulator.url}/v1`,
      OPENAI_BASE_URL: `${simulator.url}/v1`,
      OPENAI_API_KEY: "simulated",
      TRIAGE_DEADLINE_MS: String(deadlineMs),
      TRIAGE_ATTEMPT_TIMEOUT_MS: String(attemptTimeoutMs),
      ...settings,
    });
    const key = await gateway.createKey();
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
    return [name, { gateway, headers }] as const;
  });
  servers = new Map(await Promise.all(started));
});
afterAll(async () => {
  await Promise.all([...(servers?.values() ?? [])].map(({ gateway }) => gateway.stop()));
  await postgres?.stop();
  await simulator?.close();
  await Promise.all(homes?.map((home) => home.remove()) ?? []);
});

function serverOf(mode: Mode) {
  const server = servers.get(mode.name);
  if (!server) throw new Error("not started");
  return server;
}

async function post(mode: Mode, text: string): Promise<{ triage: Triage; ms: number }> {
  const { gateway, headers } = serverOf(mode);
  const startedMs = performance.now();
  const response = await fetch(`${gateway.url}/api/v1/triage`, {
    method: "POST",
    headers,
    body: JSON.stringify({ text }),
  });
  const body: unknown = await response.json();
  const ms = performance.now() - startedMs;
  expect(response.status).toBe(200);
  return { triage: triageSchema.parse(body), ms };
}

async function traceOf(mode: Mode, triage: Triage): Promise<Trace> {
  const { gateway, headers } = serverOf(mode);
  const response = await fetch(`${gateway.url}/api/v1/triage/${triage.id}/trace`, { headers });
  expect(response.status).toBe(200);
  return traceSchema.parse(await response.json());
}

/** Asked of the cheap tier, where there is a strong one, too. */
const calmTicket = () =>
  `How do I change the colour of the chart of region ${wordOf(tickets++)}? case <well>`;

/** Posts tickets without a fault until each model that had one answers: breakers are closed, advice is over. */
async function recover(mode: Mode): Promise<void> {
  for (const model of mode.faulty) {
    const ticket = () => (model === "cheap" ? calmTicket() : ticketFor("well"));
    for (;;) {
      const { triage } = await post(mode, ticket());
      if (triage.origin.model?.endsWith(`:${model}`)) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** The calls for a ticket so far. Records go on changing until their call has ended. */
const callsOf = (mark: string): CallRecord[] =>
  simulator.calls().filter(({ ticket }) => ticket.includes(`<${mark}>`));

interface Case {
  mode: Mode;
  fault: string;
  triage: Triage;
  ms: number;
  calls: CallRecord[];
  trace: Trace;
}

/** The rules of the cases that are under way, by their marks. */
const underWay = new Map<string, Rule[]>();

const tellSimulator = () => simulator.script([...underWay.values()].flat());

/**
 * The fault lasts as long as its case: a degraded card is asked for again some seconds later, and if that failed, too,
 * breakers would stay open for longer and longer and the next case would wait for them.
 */
async function withFault<Result>(
  mode: Mode,
  fault: string,
  work: (mark: string) => Promise<Result>,
): Promise<Result> {
  const mark = markOf(mode, fault);
  const rules = mode.faulty.map((model) => ({
    match: { model, textIncludes: `<${mark}>` },
    faults: [fault],
    repeat: true,
  }));
  underWay.set(mark, rules);
  tellSimulator();
  try {
    return await work(mark);
  } finally {
    underWay.delete(mark);
    tellSimulator();
  }
}

async function runMode(mode: Mode): Promise<Case[]> {
  const cases: Case[] = [];
  for (const fault of faults) {
    const one = await withFault(mode, fault, async (mark) => {
      const { triage, ms } = await post(mode, ticketFor(mark));
      // At once: calls of a later try are another operation's.
      return { mode, fault, triage, ms, calls: callsOf(mark) };
    });
    cases.push({ ...one, trace: await traceOf(mode, one.triage) });
    await recover(mode);
  }
  await simulator.idle();
  return cases;
}

describe("every fault in every mode", () => {
  let cases: Case[];
  beforeAll(async () => {
    cases = (await Promise.all(modes.map(runMode))).flat();
  });

  /** Cases of some faults, as `mode fault: what is wrong`; empty when nothing is. */
  const wrong = (names: readonly string[], complaint: (one: Case) => string | false) =>
    cases
      .filter(({ fault }) => names.includes(fault))
      .flatMap((one) => {
        const said = complaint(one);
        return said === false ? [] : [`${one.mode.name} ${one.fault}: ${said}`];
      });

  test("there are at least thirty faults, and each was met", () => {
    expect(faults.length).toBeGreaterThanOrEqual(30);
    expect(cases).toHaveLength(faults.length * modes.length);
    expect(
      wrong(faults, ({ fault, calls }) => !calls.some((call) => call.fault === fault) && "not met"),
    ).toEqual([]);
  });

  test("gets a whole card in time", () => {
    expect(wrong(faults, ({ triage }) => triage.card === null && "no card")).toEqual([]);
    expect(
      wrong(faults, ({ ms }) => ms > deadlineMs + graceMs && `answered after ${Math.round(ms)} ms`),
    ).toEqual([]);
  });

  test("costs at most three calls, and the trace tells all of them", () => {
    expect(wrong(faults, ({ calls }) => calls.length > 3 && `${calls.length} calls`)).toEqual([]);
    expect(
      wrong(faults, ({ calls, trace, triage }) => {
        const told = trace.attempts.map(({ model }) => model.split(":")[1]);
        const seen = calls.map(({ model }) => model);
        const same = JSON.stringify(told) === JSON.stringify(seen) && triage.usage.modelCalls === seen.length;
        return !same && `seen ${seen}, told ${told}`;
      }),
    ).toEqual([]);
  });

  test("is called no further where that does not help: once for each model", () => {
    expect(
      wrong(final, ({ mode, calls }) => {
        const times = mode.faulty.map((model) => calls.filter((call) => call.model === model).length);
        return times.some((count) => count !== 1) && `called ${times} times`;
      }),
    ).toEqual([]);
  });

  test("needs one call where only the form of the answer was wrong", () => {
    expect(
      wrong(repaired, ({ calls, triage, trace }) => {
        const [attempt] = trace.attempts;
        const well =
          calls.length === 1 && triage.origin.path === "model" && attempt?.repair?.answer.length === 1;
        return !well && `${calls.length} calls, repaired by ${attempt?.repair?.answer}`;
      }),
    ).toEqual([]);
  });

  test("asks once more for an answer that cannot be used, and says what was wrong with it", () => {
    expect(
      wrong(unusable, ({ calls, trace }) => {
        const [first, second, third] = trace.attempts;
        const told = JSON.stringify(calls[1]?.request).includes("An answer to this was refused");
        const well = second?.purpose === "re_ask" && second.repair?.reAsk && third?.purpose !== "re_ask";
        return !(told && well && first?.detail) && `${trace.attempts.map(({ purpose }) => purpose)}`;
      }),
    ).toEqual([]);
    const details = cases
      .filter(({ fault, mode }) => unusable.includes(fault) && mode.name === "single")
      .map(({ trace }) => trace.attempts[0]?.detail);
    expect(details).toEqual([
      "not JSON",
      "does not match the schema: facts.kind invalid_type, summary invalid_type",
      "does not match the schema: facts.scope.value invalid_value",
      "does not match the schema: steps too_small",
      "empty answer",
      "does not match the schema: answer invalid_type",
      "not JSON",
    ]);
  });

  test("hangs up on a model that does not end", () => {
    expect(
      wrong(endless, ({ mode, calls }) => {
        const states = calls.filter(({ model }) => mode.faulty.includes(model)).map(({ state }) => state);
        return states.some((state) => state !== "aborted") && `${states}`;
      }),
    ).toEqual([]);
  });

  test("comes back no earlier than the provider asked", () => {
    expect(
      wrong(advised, ({ mode, fault, calls }) => {
        const [first, again] = calls.filter(({ model }) => model === mode.faulty[0]);
        if (!first || !again) return false;
        const askedMs = first.startedAtMs + adviceMs;
        // A date has no parts of a second.
        const notBeforeMs = fault.startsWith("retry-after-date")
          ? Math.floor(askedMs / 1000) * 1000
          : askedMs;
        return again.startedAtMs < notBeforeMs && `${notBeforeMs - again.startedAtMs} ms too early`;
      }),
    ).toEqual([]);
    const waited = cases.filter(
      ({ fault, trace }) => advised.includes(fault) && trace.attempts[1]?.purpose === "retry",
    );
    expect(waited.length).toBeGreaterThan(0);
  });

  test("with a second model that works, the card is a model's, whatever the first one does", () => {
    expect(
      wrong(faults, ({ mode, triage }) => {
        return mode.name === "twin" && triage.origin.path !== "model" && `${triage.origin.degradedReason}`;
      }),
    ).toEqual([]);
  });

  test("a card without a model says why", () => {
    const reasons = (names: readonly string[]) => [
      ...new Set(
        cases
          .filter(({ fault, mode }) => names.includes(fault) && mode.name !== "twin")
          .map(({ triage }) => triage.origin.degradedReason),
      ),
    ];
    expect(reasons(endless)).toEqual(["timeout"]);
    expect(reasons(unusable)).toEqual(["invalid_output"]);
    expect(reasons(["refusal", "truncated", "huge"])).toEqual(["invalid_output"]);
    expect(reasons(["status-401", "status-403", "bad-key"])).toEqual(["provider_auth"]);
    expect(reasons(["status-429", "quota-exhausted", ...limited])).toEqual(["rate_limited"]);
    expect(reasons(["status-400", "status-404", "status-500", "status-503", "reset", ...overloaded])).toEqual(
      ["provider_error"],
    );
  });
});

describe("a provider that is dead", () => {
  test.each(modes)("adds at most a fifth of the calls ($name)", async (mode) => {
    await recover(mode);
    const mark = `${mode.name} dead`;
    simulator.script([
      { match: { textIncludes: `<${mark}>` }, faults: ["status-503"], repeat: true, latencyMs: 50 },
    ]);
    const operations = 60;
    const posted = Array.from({ length: operations }, () => post(mode, ticketFor(mark)));
    const answers = await Promise.all(posted);
    expect(answers.every(({ triage }) => triage.card !== null && triage.origin.degraded)).toBe(true);
    expect(callsOf(mark).length).toBeLessThanOrEqual(operations * 1.2);
    // By now nobody asks any more, but for a look now and then whether it is back.
    const nobodyAsks = async () => {
      const calls = callsOf(mark).length;
      const { triage } = await post(mode, ticketFor(mark));
      return [triage.origin.degradedReason, callsOf(mark).length - calls];
    };
    await expect.poll(nobodyAsks, { timeout: patienceMs, interval: 10 }).toEqual(["circuit_open", 0]);
  });
});

describe("a name that is looked up for ever", () => {
  /** Longer than elsewhere: it is the server's very first request, which has much to load. */
  const deadlineMs = 10_000;

  test("ends in time", async () => {
    const home = await temporaryDirectory();
    const gateway = await startGateway({
      DATABASE_URL: postgres.url,
      DATA_DIR: home.directory,
      TRIAGE_CHEAP_MODELS: "compatible:unreachable",
      COMPATIBLE_BASE_URL: "http://provider.hangs.test/v1",
      // Nothing but the deadline ends the call.
      TRIAGE_DEADLINE_MS: String(deadlineMs),
      TRIAGE_ATTEMPT_TIMEOUT_MS: String(2 * deadlineMs),
      NODE_OPTIONS: `--import=${new URL("./hanging-dns.ts", import.meta.url)}`,
    });
    const key = await gateway.createKey();
    const startedMs = performance.now();
    const response = await fetch(`${gateway.url}/api/v1/triage`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ text: ticketFor("dns") }),
    });
    expect(performance.now() - startedMs).toBeLessThanOrEqual(deadlineMs + graceMs);
    const triage = triageSchema.parse(await response.json());
    const { path, degradedReason } = triage.origin;
    expect({ path, degradedReason }, JSON.stringify(triage)).toEqual({
      path: "rules",
      degradedReason: "timeout",
    });
    await gateway.stop();
    await home.remove();
  });
});
