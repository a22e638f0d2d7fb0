import type { ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { contentFor } from "./content.ts";
import { type AdviceForm, type NamedRefusal, parseFault, type TransportFault } from "./faults.ts";
import type { SimulatedReading } from "./reader.ts";
import type { SimulatedAnswer, SimulatedError, SimulatedRequest, SimulatedUsage, Wire } from "./wire.ts";

/** Everything the simulator says carries this, so that nobody takes it for a model's answer. */
export const simulatedHeaders = { "x-simulated": "1" };

const retrySeconds = 2;
const hugeCharacters = 5_000_000;
/** One byte a second: alive by every measure except the clock. */
const dripBytes = 1;
const dripPauseMs = 1000;
const cutPauseMs = 20;

interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface Exchange {
  wire: Wire;
  request: SimulatedRequest;
  /** What the model makes of the ticket. */
  reading: SimulatedReading;
  usage: (text: string) => SimulatedUsage;
  ordinal: number;
  response: ServerResponse;
  /** Aborts when the caller hangs up. */
  hungUp: AbortSignal;
}

const reasonOf = (status: number): SimulatedError["reason"] => {
  if (status === 401) return "auth";
  if (status === 403) return "permission";
  if (status === 404) return "not_found";
  if (status === 429) return "rate_limit";
  if (status === 503 || status === 529) return "overloaded";
  return status >= 500 ? "server" : "invalid";
};

function refuse(
  wire: Wire,
  status: number,
  reason: SimulatedError["reason"],
  more: { message?: string; headers?: Record<string, string>; retryInBodySeconds?: number } = {},
): Reply {
  const error = {
    status,
    reason,
    message: more.message ?? `Simulated refusal ${status}.`,
    retryInBodySeconds: more.retryInBodySeconds ?? null,
  };
  return { status, headers: more.headers ?? {}, body: JSON.stringify(wire.error(error)) };
}

function adviceHeaders(form: AdviceForm | null): Record<string, string> {
  switch (form) {
    case null:
      return {};
    case "seconds":
      return { "retry-after": String(retrySeconds) };
    case "date":
      return { "retry-after": new Date(Date.now() + retrySeconds * 1000).toUTCString() };
    case "ms":
      return { "retry-after-ms": String(retrySeconds * 1000) };
  }
}

function refuseByName(wire: Wire, name: NamedRefusal): Reply {
  switch (name) {
    case "retry-in-body":
      return refuse(wire, 429, "rate_limit", { retryInBodySeconds: retrySeconds });
    case "quota-exhausted":
      return refuse(wire, wire.statuses.quota ?? 429, "quota");
    case "bad-key":
      return refuse(wire, wire.statuses.auth ?? 401, "auth", { message: "Incorrect API key provided." });
    case "reject-schema":
      return refuse(wire, 400, "invalid", { message: "This response_format type is unavailable now." });
    case "reject-logprobs":
      return refuse(wire, 400, "invalid", {
        message: "You are not allowed to request logprobs from this model.",
      });
  }
}

function wellFormed(exchange: Exchange, answer: Pick<SimulatedAnswer, "text" | "finish">): Reply {
  const full: SimulatedAnswer = {
    ...answer,
    id: `sim${exchange.ordinal}`,
    model: exchange.request.model,
    usage: exchange.usage(answer.text),
    createdAtSeconds: Math.floor(Date.now() / 1000),
  };
  return { status: 200, headers: {}, body: JSON.stringify(exchange.wire.answer(full, exchange.request)) };
}

function send(exchange: Exchange, reply: Reply, contentType = "application/json"): void {
  const { response, wire, ordinal } = exchange;
  response.writeHead(reply.status, {
    "content-type": contentType,
    "content-length": String(Buffer.byteLength(reply.body)),
    [wire.requestIdHeader]: `sim-request-${ordinal}`,
    ...simulatedHeaders,
    ...reply.headers,
  });
  response.end(reply.body);
}

/** Sends the headers and the first `bytes` of the body; the rest is announced and not sent. */
function sendPart(exchange: Exchange, reply: Reply, bytes: number): void {
  const body = Buffer.from(reply.body);
  exchange.response.writeHead(reply.status, {
    "content-type": "application/json",
    "content-length": String(body.length),
    ...simulatedHeaders,
  });
  exchange.response.write(body.subarray(0, bytes));
}

async function drip(exchange: Exchange, reply: Reply): Promise<void> {
  const body = Buffer.from(reply.body);
  sendPart(exchange, reply, 1);
  for (let offset = 1; offset < body.length && !exchange.hungUp.aborted; offset += dripBytes) {
    await delay(dripPauseMs, undefined, { signal: exchange.hungUp }).catch(() => {});
    exchange.response.write(body.subarray(offset, offset + dripBytes));
  }
  exchange.response.end();
}

async function misbehave(exchange: Exchange, fault: TransportFault): Promise<void> {
  const good = wellFormed(exchange, contentFor(exchange.reading, null));
  switch (fault) {
    case "silent":
      return;
    case "headers-then-silence":
      sendPart(exchange, good, 20);
      return;
    case "drip":
      await drip(exchange, good);
      return;
    case "cut-body":
      sendPart(exchange, good, Math.floor(good.body.length / 2));
      await delay(cutPauseMs);
      exchange.response.destroy();
      return;
    case "reset":
      exchange.response.destroy();
      return;
    case "malformed-envelope":
      send(exchange, { ...good, body: good.body.slice(0, -20) });
      return;
    case "html":
      send(exchange, { ...good, body: "<html><body>Bad gateway</body></html>" }, "text/html");
      return;
    case "huge":
      send(exchange, wellFormed(exchange, { text: "x".repeat(hugeCharacters), finish: "stop" }));
      return;
    case "error-in-200":
      send(exchange, { ...refuse(exchange.wire, 500, "server"), status: 200 });
      return;
  }
}

/** True when the fault itself ends the connection, so that a close is not the caller's doing. */
export const breaksConnection = (name: string | null) => name === "cut-body" || name === "reset";

/** Answers one model call, with the fault of that name. */
export async function respond(exchange: Exchange, faultName: string | null): Promise<void> {
  const fault = faultName === null ? null : parseFault(faultName);
  if (fault === null) {
    send(exchange, wellFormed(exchange, contentFor(exchange.reading, null)));
    return;
  }
  switch (fault.kind) {
    case "content":
      send(exchange, wellFormed(exchange, contentFor(exchange.reading, fault.name)));
      return;
    case "transport":
      await misbehave(exchange, fault.name);
      return;
    case "status":
      send(
        exchange,
        refuse(exchange.wire, fault.status, reasonOf(fault.status), { headers: adviceHeaders(fault.advice) }),
      );
      return;
    case "refusal":
      if (
        (fault.name === "reject-schema" && exchange.request.schema === null) ||
        (fault.name === "reject-logprobs" && !exchange.request.logProbabilities)
      ) {
        send(exchange, wellFormed(exchange, contentFor(exchange.reading, null)));
        return;
      }
      send(exchange, refuseByName(exchange.wire, fault.name));
      return;
  }
}
