import { afterAll, beforeAll, expect, test } from "vitest";
import { type Simulator, startSimulator } from "../simulator/server.ts";

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

const post = (path: string, body: unknown) =>
  fetch(`${simulator.url}${path}`, { method: "POST", body: JSON.stringify(body) });

const chat = (model: string, text: string, more: object = {}) =>
  post("/v1/chat/completions", { model, messages: [{ role: "user", content: text }], ...more });

test("says on every answer that it is simulated", async () => {
  const answer = await chat("sim", "502 on /checkout");
  expect(answer.headers.get("x-simulated")).toBe("1");
  expect(await answer.json()).toMatchObject({ system_fingerprint: "simulated", model: "sim-simulated" });
});

test("gives the same answer to the same ticket", async () => {
  const contents = await Promise.all(
    [1, 2].map(async () =>
      JSON.stringify((await (await chat("sim", "ORA-00060 deadlock, intermittent")).json()).choices),
    ),
  );
  expect(contents[0]).toBe(contents[1]);
});

test("takes a script over HTTP and tells its calls", async () => {
  await post("/control/reset", {});
  const set = await post("/control/script", {
    rules: [{ match: { textIncludes: "unlucky" }, faults: ["status-503", "none"], latencyMs: 1 }],
  });
  expect(set.status).toBe(200);
  expect((await chat("sim", "lucky")).status).toBe(200);
  expect((await chat("sim", "unlucky")).status).toBe(503);
  expect((await chat("sim", "unlucky")).status).toBe(200);
  expect((await chat("sim", "unlucky")).status).toBe(200);

  const calls = await (await fetch(`${simulator.url}/control/calls`)).json();
  expect(calls).toMatchObject({
    total: 4,
    calls: [{ fault: null }, { fault: "status-503", status: 503 }, { fault: null }, { fault: null }],
  });
});

test("refuses a script with a fault it does not know", async () => {
  expect((await post("/control/script", { rules: [{ faults: ["gremlin"] }] })).status).toBe(422);
});

test("reads a fault from the model's name", async () => {
  expect((await chat("sim--status-529--latency-1", "x")).status).toBe(529);
});

test("refuses a strict schema that a strict provider would refuse", async () => {
  const schema = { type: "object", properties: { a: { type: "string" } }, required: [] };
  const answer = await chat("sim", "x", {
    response_format: { type: "json_schema", json_schema: { name: "a", strict: true, schema } },
  });
  expect(answer.status).toBe(400);
});

test("answers 400 to a body that is not JSON and 404 to an address it does not have", async () => {
  expect((await fetch(`${simulator.url}/v1/chat/completions`, { method: "POST", body: "{" })).status).toBe(
    400,
  );
  expect((await fetch(`${simulator.url}/v1/embeddings`)).status).toBe(404);
});
