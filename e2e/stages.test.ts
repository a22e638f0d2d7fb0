import { afterAll, beforeAll, expect, test } from "vitest";
import { triageStreamEvents } from "#lib/contracts/triage-stages.ts";
import { type Simulator, startSimulator } from "../simulator/server.ts";
import { type GatewayProcess, startGateway, temporaryDirectory } from "./gateway-process.ts";

let home: Awaited<ReturnType<typeof temporaryDirectory>>;
let simulator: Simulator;
let gateway: GatewayProcess;
let key: string;
beforeAll(async () => {
  [home, simulator] = await Promise.all([temporaryDirectory(), startSimulator()]);
  gateway = await startGateway({
    DATA_DIR: home.directory,
    TRIAGE_CHEAP_MODELS: "compatible:sim",
    COMPATIBLE_BASE_URL: `${simulator.url}/v1`,
    COMPATIBLE_API_KEY: "simulated",
  });
  key = await gateway.createKey();
});
afterAll(async () => {
  await gateway?.stop();
  await simulator?.close();
  await home?.remove();
});

const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}/api/v1/triage`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      accept: "text/event-stream",
      ...headers,
    },
    body: JSON.stringify(body),
  });

const framesOf = (text: string) =>
  text
    .trim()
    .split("\n\n")
    .map((frame) => {
      const [, event = "", data = ""] = /^event: (\w+)\ndata: (.*)$/s.exec(frame) ?? [];
      return { event, data: JSON.parse(data) as unknown };
    });

test("whoever accepts a stream is told what happens, and then the triage that anybody else gets", async () => {
  const secret = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
  const text = `All customers get 502 at checkout, deploy token ${secret}`;
  simulator.script([{ match: { textIncludes: "checkout" }, faults: ["status-500"] }]);
  const response = await post({ text });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
  const whole = await response.text();
  expect(whole).not.toContain(secret);
  const frames = framesOf(whole);
  const last = frames.pop();
  expect(last?.event).toBe("triage");
  const triage = triageStreamEvents.triage.parse(last?.data);
  const stages = frames.map(({ event, data }) => {
    expect(event).toBe("stage");
    return triageStreamEvents.stage.parse(data);
  });
  expect(stages.map(({ stage }) => stage)).toEqual([
    "redacted",
    "looked_up",
    "runbooks",
    "rules",
    "model",
    "answered",
    "wait",
    "model",
    "answered",
    "steps",
  ]);
  expect(stages[0]).toMatchObject({ removed: 1 });
  expect(stages.map(({ atMs }) => atMs)).toEqual(stages.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
  const read = await fetch(`${gateway.url}/api/v1/triage/${triage.id}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  expect(await read.json()).toMatchObject({ id: triage.id, card: triage.card });

  // The same again is known, and says so; without the wish for a stream nothing is different.
  const again = framesOf(await (await post({ text })).text());
  expect(again.map(({ data }) => (data as { stage?: string }).stage)).toEqual([
    "redacted",
    "looked_up",
    undefined,
  ]);
  const plain = await post({ text }, { accept: "application/json" });
  expect(triageStreamEvents.triage.parse(await plain.json()).card).toEqual(triage.card);
});

test("what is refused before anything happened is answered as ever", async () => {
  const wrong = await post({ text: "" });
  expect(wrong.status).toBe(422);
  expect(triageStreamEvents.problem.parse(await wrong.json()).code).toBe("invalid_fields");
  expect((await post({ text: "x" }, { authorization: "Bearer wrong" })).status).toBe(401);
});
