import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { CallLog, type CallRecord } from "./call-log.ts";
import { embeddedText, embeddingsAnswer, embeddingsPath } from "./embeddings.ts";
import { readTicket, type SimulatedReader, ticketIn } from "./reader.ts";
import { breaksConnection, respond, simulatedHeaders } from "./respond.ts";
import { type Rule, Script, scriptSchema } from "./script.ts";
import { strictSchemaProblem } from "./strict-schema.ts";
import { at, type SimulatedRequest, type SimulatedUsage, type Wire } from "./wire.ts";
import { chatCompletions } from "./wire-chat-completions.ts";
import { generateContent } from "./wire-generate-content.ts";
import { messages } from "./wire-messages.ts";
import { responses } from "./wire-responses.ts";

/**
 * A simulated model behind real HTTP, in the wire formats of four providers. Answers are computed from the ticket
 * and are the same every time; faults and latency come from a script or from the model's name. Everything it answers
 * says that it is simulated.
 */
export interface Simulator {
  url: string;
  port: number;
  /** The last calls, oldest first. */
  calls(): readonly CallRecord[];
  /** Replaces the script. */
  script(rules: Rule[]): void;
  /** Forgets calls, script and prompt caches. */
  reset(): void;
  /** Resolves as soon as no call is open. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

const wires: readonly Wire[] = [chatCompletions, responses, messages, generateContent];

const bodyMaxBytes = 8 * 1024 * 1024;
const charactersPerToken = 4;
/** Least prompt that providers keep in their cache, and the step in which they count it. */
const cacheMinimumTokens = 1024;
const cacheStepTokens = 128;

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > bodyMaxBytes) throw new Error("request body too large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json", ...simulatedHeaders });
  response.end(JSON.stringify(body));
}

/** The reason why the provider behind this wire would refuse the request; null when it would not. */
function requestProblem(wire: Wire, body: unknown, request: SimulatedRequest): string | null {
  if (at(body, "stream") === true) return "streaming is not simulated";
  const strict =
    wire.name === "messages" ||
    at(body, "response_format", "json_schema", "strict") === true ||
    at(body, "text", "format", "strict") === true;
  return strict && request.schema !== null ? strictSchemaProblem(request.schema) : null;
}

class ModelServer {
  readonly log = new CallLog();
  readonly script = new Script();
  readonly #read: SimulatedReader;
  #cachedPrompts = new Set<string>();

  constructor(read: SimulatedReader) {
    this.#read = read;
  }

  reset(): void {
    this.log.clear();
    this.script.set([]);
    this.#cachedPrompts.clear();
  }

  /** First call with a system text fills the cache, the following ones read it. */
  #usageOf(wire: Wire, request: SimulatedRequest, text: string): SimulatedUsage {
    const tokens = (characters: number) => Math.ceil(characters / charactersPerToken);
    const system = tokens(request.system.length);
    const cacheable =
      request.cachesSystem && system >= cacheMinimumTokens
        ? Math.floor(system / cacheStepTokens) * cacheStepTokens
        : 0;
    const key = `${wire.name} ${request.model} ${request.system}`;
    const hit = this.#cachedPrompts.has(key);
    if (cacheable > 0) this.#cachedPrompts.add(key);
    const reasoning = request.model.includes("reasoning") && wire.name !== "messages" ? 192 : 0;
    return {
      input: system + tokens(request.user.length),
      cached: hit ? cacheable : 0,
      cacheWrite: hit || wire.name !== "messages" ? 0 : cacheable,
      cacheWrite1h: 0,
      output: tokens(text.length) + reasoning,
      reasoning,
    };
  }

  async call(wire: Wire, path: RegExpExecArray, incoming: IncomingMessage, response: ServerResponse) {
    const startedMs = performance.now();
    const body: unknown = JSON.parse(await readBody(incoming));
    const request = wire.read(body, path.groups?.model);
    const ticket = ticketIn(request.user);
    const plan = this.script.next(request.model, ticket);
    const record = this.log.open({
      wire: wire.name,
      model: request.model,
      ticket: ticket.slice(0, 2000),
      authorized: incoming.headers[wire.keyHeader] !== undefined,
      request: body,
      fault: plan.fault,
    });
    const hungUp = new AbortController();
    response.on("close", () => {
      hungUp.abort();
      const state = response.writableFinished
        ? "answered"
        : breaksConnection(plan.fault)
          ? "broken"
          : "aborted";
      record.status = response.headersSent ? response.statusCode : null;
      this.log.close(record, state, performance.now() - startedMs);
    });

    if (plan.latencyMs > 0) {
      await delay(plan.latencyMs, undefined, { signal: hungUp.signal }).catch(() => {});
      if (hungUp.signal.aborted) return;
    }
    const problem = requestProblem(wire, body, request);
    if (problem !== null) {
      const error = { status: 400, reason: "invalid", message: problem, retryInBodySeconds: null } as const;
      sendJson(response, 400, wire.error(error));
      return;
    }
    const usage = (text: string) => {
      record.usage = plan.usage ?? this.#usageOf(wire, request, text);
      return record.usage;
    };
    const { model, system } = request;
    const reading = this.#read({ ticket, model, system });
    await respond(
      { wire, request, reading, usage, ordinal: record.ordinal, response, hungUp: hungUp.signal },
      plan.fault,
    );
  }

  /** Any fault of the script is an overloaded provider here; latency counts as for other calls. */
  async embed(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const startedMs = performance.now();
    const body: unknown = JSON.parse(await readBody(incoming));
    const [model, text] = [String(at(body, "model")), embeddedText(body)];
    const plan = this.script.next(model, text);
    const record = this.log.open({
      wire: "embeddings",
      model,
      ticket: text,
      authorized: incoming.headers.authorization !== undefined,
      request: body,
      fault: plan.fault,
    });
    response.on("close", () => {
      record.status = response.headersSent ? response.statusCode : null;
      this.log.close(
        record,
        response.writableFinished ? "answered" : "aborted",
        performance.now() - startedMs,
      );
    });
    if (plan.latencyMs > 0) await delay(plan.latencyMs);
    if (response.destroyed) return;
    if (plan.fault === null) sendJson(response, 200, embeddingsAnswer(body));
    else sendJson(response, 503, { error: { message: "overloaded", type: "server_error" } });
  }

  async control(path: string, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const route = `${incoming.method} ${path}`;
    if (route === "GET /control/calls") {
      sendJson(response, 200, { total: this.log.total(), calls: this.log.calls() });
    } else if (route === "POST /control/script") {
      const script = scriptSchema.safeParse(JSON.parse(await readBody(incoming)));
      if (script.success) this.script.set(script.data.rules);
      sendJson(response, script.success ? 200 : 422, script.success ? {} : { issues: script.error.issues });
    } else if (route === "POST /control/reset") {
      this.reset();
      sendJson(response, 200, {});
    } else if (route === "GET /control/health") {
      sendJson(response, 200, { status: "ok", simulated: true });
    } else {
      sendJson(response, 404, { error: { message: `The simulator has no ${route}` } });
    }
  }

  async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(incoming.url ?? "/", "http://simulator").pathname;
    try {
      for (const wire of wires) {
        const match = incoming.method === "POST" ? wire.path.exec(path) : null;
        if (match) {
          await this.call(wire, match, incoming, response);
          return;
        }
      }
      if (incoming.method === "POST" && embeddingsPath.test(path)) await this.embed(incoming, response);
      else await this.control(path, incoming, response);
    } catch (error) {
      if (response.headersSent || response.destroyed) response.destroy();
      else
        sendJson(response, 400, {
          error: { message: error instanceof Error ? error.message : "bad request" },
        });
    }
  }
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the simulator has no TCP address");
  return address.port;
}

/** Starts a simulator on loopback, on any free port unless told, with the small reader that it brings unless given another. */
export async function startSimulator(
  options: { port?: number; read?: SimulatedReader } = {},
): Promise<Simulator> {
  const models = new ModelServer(options.read ?? (({ ticket }) => readTicket(ticket)));
  const server = createServer((incoming, response) => void models.handle(incoming, response));
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    calls: () => models.log.calls(),
    script: (rules) => models.script.set(rules),
    reset: () => models.reset(),
    idle: () => models.log.idle(),
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { port: { type: "string", default: "0" } } });
  const simulator = await startSimulator({ port: Number(values.port) });
  console.log(`Simulated models on ${simulator.url}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void simulator.close();
    });
  }
}
