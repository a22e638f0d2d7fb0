import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { AppError } from "#lib/core/errors.ts";
import { systemErrorCode } from "#lib/core/system-error.ts";
import { clientAddressHeader, clientAddressOf } from "./client-address.ts";
import { isWork, maxInProgress, refusalOf } from "./http-gate.ts";
import { answerProblem, hangUpWithProblem } from "./http-problem.ts";
import { acceptedRequestId } from "./request-id.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface GatewayServer {
  /** Resolves when it listens; throws `unavailable` when it cannot. */
  listen(port: number, host: string): Promise<void>;
  /** Takes no new work and waits for what is in flight, at most this long. */
  drain(withinMs: number): Promise<void>;
}

/** Time for a request to arrive: 1 MiB over a slow line. */
const arrivalTimeoutMs = 60_000;
const headersTimeoutMs = 20_000;

const unreadable: Record<string, string> = {
  HPE_HEADER_OVERFLOW: "The headers are over 16 KiB.",
  ERR_HTTP_REQUEST_TIMEOUT: "The request did not arrive in time.",
};

const stopping = () =>
  new AppError("unavailable", "The server is stopping.", { headers: { connection: "close" } });

const overloaded = () =>
  new AppError("unavailable", "Too many requests are in progress.", { headers: { "retry-after": "1" } });

const isEventStream = (response: ServerResponse) =>
  String(response.getHeader("content-type") ?? "").startsWith("text/event-stream");

function listening(server: Server, port: number, host: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", (cause) => {
    const reasons: Record<string, string> = {
      EADDRINUSE: `Port ${port} on ${host} is in use. Stop the other program, or set PORT.`,
      EACCES: `Port ${port} is not allowed to this user. Set PORT to a number over 1023.`,
      EADDRNOTAVAIL: `This machine has no address ${host}. Set HOST.`,
      ENOTFOUND: `There is no host ${host}. Set HOST.`,
    };
    const reason =
      reasons[systemErrorCode(cause) ?? ""] ?? `Cannot listen on ${host}:${port}: ${cause.message}`;
    reject(new AppError("unavailable", reason, { cause }));
  });
  server.listen(port, host, resolve);
  return promise;
}

/** Throws `unavailable` when the port cannot be had; better now than after a build. Returns it, or a free one for 0. */
export async function checkPort(port: number, host: string): Promise<number> {
  const server = createServer();
  await listening(server, port, host);
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : port;
}

/**
 * The HTTP server in front of Next: answers what is no proper request itself, tells Next who asks, and can finish
 * its work before it stops.
 */
export function createGatewayServer(
  handler: Handler,
  { upgrades, limit = maxInProgress }: { upgrades: boolean; limit?: number },
): GatewayServer {
  const inFlight = new Set<ServerResponse>();
  /** All of them: the server forgets those that it hands out, such as tunnels, and yet waits for them to close. */
  const sockets = new Set<Socket>();
  let draining = false;
  /** Requests in flight that do something. */
  let working = 0;

  function receive(request: IncomingMessage, response: ServerResponse): void {
    const requestId = acceptedRequestId(request.headers["x-request-id"]);
    // Next and our handlers take it over from the request, so that both headers say the same.
    request.headers["x-request-id"] = requestId;
    response.setHeader("x-request-id", requestId);
    request.headers[clientAddressHeader] = clientAddressOf(request);
    inFlight.add(response);
    const works = isWork(request.url ?? "");
    if (works) working += 1;
    response.once("close", () => {
      inFlight.delete(response);
      if (works) working -= 1;
    });
    const refusal = draining ? stopping() : works && working > limit ? overloaded() : refusalOf(request);
    if (refusal) {
      answerProblem(response, refusal);
      return;
    }
    handler(request, response).catch((cause: unknown) => {
      if (response.headersSent) response.destroy();
      else answerProblem(response, new AppError("internal", "Something went wrong on our side.", { cause }));
    });
  }

  const server = createServer(
    {
      requestTimeout: arrivalTimeoutMs,
      headersTimeout: headersTimeoutMs,
      // Only the development server speaks WebSocket; elsewhere such a request is a plain one, else it would hang.
      shouldUpgradeCallback: () => upgrades,
      // A missing host is refused with a problem document, see refusalOf.
      requireHostHeader: false,
    },
    receive,
  );
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    // On a socket that was handed out nobody else listens, and a client that resets it would end the process.
    socket.on("error", () => socket.destroy());
  });
  // Without these, expectations are answered with an empty body.
  server.on("checkExpectation", receive);
  server.on("connect", (_request, socket) => {
    hangUpWithProblem(socket, new AppError("method_not_allowed", "This is not a proxy."));
  });
  server.on("clientError", (error, socket) => {
    if (!socket.writable) return socket.destroy();
    const reason = unreadable[systemErrorCode(error) ?? ""] ?? "This is not HTTP.";
    hangUpWithProblem(socket, new AppError("bad_request", reason));
  });

  return {
    listen: (port, host) => listening(server, port, host),
    async drain(withinMs) {
      draining = true;
      const closed = new Promise((resolve) => server.close(resolve));
      for (const response of inFlight) {
        // A stream of events never ends by itself; its reader comes back to another replica, or later.
        if (isEventStream(response)) response.destroy();
        else response.shouldKeepAlive = false;
      }
      const working = new Set([...inFlight].map(({ req }) => req.socket));
      for (const socket of sockets) if (!working.has(socket)) socket.destroySoon();
      const { promise: late, resolve: beLate } = Promise.withResolvers<void>();
      const timer = setTimeout(beLate, withinMs);
      await Promise.race([closed, late]);
      clearTimeout(timer);
      for (const socket of sockets) socket.destroy();
    },
  };
}
