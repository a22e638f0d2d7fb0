import type { ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { AppError } from "#lib/core/errors.ts";
import { systemRuntime } from "#lib/core/runtime.ts";
import { toProblem } from "./problem-response.ts";

/** The headers and the text of a problem document, for answers that Next has no part in. */
function problemAnswer(error: AppError) {
  const problem = toProblem(error);
  const body = JSON.stringify(problem);
  return {
    problem,
    body,
    headers: {
      "content-type": "application/problem+json",
      "content-length": String(Buffer.byteLength(body)),
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...error.headers,
    },
  };
}

/** Answers a request that was read but is not passed on. */
export function answerProblem(response: ServerResponse, error: AppError): void {
  const { problem, headers, body } = problemAnswer(error);
  response.writeHead(problem.status, headers);
  response.end(body);
}

/** How long a client may take to close its side, so that what it still sends does not cost it the answer. */
const lingerMs = 1_000;

/** Answers what could not be read as a request, and hangs up: the socket is gone soon, whatever the client does. */
export function hangUpWithProblem(socket: Duplex, error: AppError): void {
  const { problem, headers, body } = problemAnswer(error);
  const all = { ...headers, "x-request-id": systemRuntime.newId("req"), connection: "close" };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  socket.resume();
  socket.end(`HTTP/1.1 ${problem.status} ${problem.title}\r\n${lines.join("\r\n")}\r\n\r\n${body}`);
  const timer = setTimeout(() => socket.destroy(), lingerMs);
  socket.once("close", () => clearTimeout(timer));
}
