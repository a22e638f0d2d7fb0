import type { LookupAddress } from "node:dns";
import http from "node:http";
import https from "node:https";
import type { LookupFunction } from "node:net";
import { systemErrorCode } from "#lib/core/system-error.ts";
import { reachOf } from "./address-reach.ts";
import { type Destination, destinationOf, type Refusal } from "./destination.ts";
import { type ResolveHost, resolveHost } from "./resolve-host.ts";

interface GuardedRequest {
  /** Sent by POST. */
  body: string;
  /** Beside these go only length, host and the gateway's name. */
  headers: Record<string, string>;
  /** For everything: name, connection, and the answer to its last byte. */
  timeoutMs: number;
  /** What is kept of an answer's body; the connection is closed behind it. */
  maxResponseBytes: number;
  allowLoopback: boolean;
  signal: AbortSignal;
}

/** How a call to somebody else's server ended. Redirects are answers: they are not followed. */
export type GuardedOutcome =
  | { kind: "answered"; status: number; retryAfter: string | null; body: string; truncated: boolean }
  /** Nothing was sent, since the gateway does not send to such an address. */
  | { kind: "refused"; reason: Refusal }
  /** `code` is the system's or the resolver's, such as `ECONNREFUSED`, `ENOTFOUND` or `CERT_HAS_EXPIRED`. */
  | { kind: "unreachable"; code: string }
  | { kind: "timed_out" }
  /** The caller's signal. */
  | { kind: "aborted" };

/** Connects to the addresses that were judged, instead of asking for the name's addresses again. */
const fixedLookup =
  (addresses: LookupAddress[]): LookupFunction =>
  (_host, { all }, done) => {
    const [first] = addresses;
    if (all) done(null, addresses);
    else done(null, first?.address ?? "", first?.family);
  };

function send(
  { url }: Destination,
  addresses: LookupAddress[],
  request: GuardedRequest,
  signal: AbortSignal,
): Promise<GuardedOutcome> {
  const { promise, resolve, reject } = Promise.withResolvers<GuardedOutcome>();
  const client = url.protocol === "https:" ? https : http;
  const call = client.request(url, {
    method: "POST",
    agent: false,
    lookup: fixedLookup(addresses),
    signal,
    headers: {
      ...request.headers,
      "content-length": String(Buffer.byteLength(request.body)),
      "accept-encoding": "identity",
      "user-agent": "triage-gateway",
    },
  });
  call.on("error", reject);
  call.on("response", (response) => {
    const kept: Buffer[] = [];
    let size = 0;
    const finish = (truncated: boolean) => {
      const body = Buffer.concat(kept).subarray(0, request.maxResponseBytes).toString();
      const retryAfter = response.headers["retry-after"] ?? null;
      resolve({ kind: "answered", status: response.statusCode ?? 0, retryAfter, body, truncated });
    };
    response.on("error", reject);
    response.on("end", () => finish(false));
    response.on("data", (chunk: Buffer) => {
      kept.push(chunk);
      size += chunk.length;
      if (size <= request.maxResponseBytes) return;
      finish(true);
      response.destroy();
    });
  });
  call.end(request.body);
  return promise;
}

/**
 * Posts to an address that somebody else chose. Only https to public addresses goes out, to exactly the addresses that
 * were judged, so that a name cannot be pointed inwards in between. Never rejects.
 */
export async function guardedFetch(
  address: string,
  request: GuardedRequest,
  resolve: ResolveHost = resolveHost,
): Promise<GuardedOutcome> {
  const destination = destinationOf(address, request);
  if ("refusal" in destination) return { kind: "refused", reason: destination.refusal };
  const limit = AbortSignal.timeout(request.timeoutMs);
  const signal = AbortSignal.any([request.signal, limit]);
  try {
    signal.throwIfAborted();
    const addresses = await resolve(destination.host, signal);
    if (addresses.length === 0) return { kind: "unreachable", code: "ENOTFOUND" };
    if (!addresses.every((item) => isPermitted(item.address, destination, request))) {
      return { kind: "refused", reason: "internal_address" };
    }
    return await send(destination, addresses, request, signal);
  } catch (error) {
    if (request.signal.aborted) return { kind: "aborted" };
    if (limit.aborted) return { kind: "timed_out" };
    return { kind: "unreachable", code: systemErrorCode(error) ?? "UNKNOWN" };
  }
}

/** Over plain http only this machine is reached, whatever its name resolves to. */
function isPermitted(address: string, { url }: Destination, { allowLoopback }: GuardedRequest): boolean {
  const reach = reachOf(address);
  if (reach === "loopback") return allowLoopback;
  return reach === "public" && url.protocol === "https:";
}
