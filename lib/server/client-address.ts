import type { IncomingMessage } from "node:http";

/** Set by our own HTTP server on every request, whatever the client sent; never trusted from outside. */
export const clientAddressHeader = "x-gateway-client-address";

const isLoopback = (address: string) => /^(127\.|::1$|::ffff:127\.)/.test(address);

/**
 * Who is at the other end. A proxy on the same machine says for whom it asks in the last entry of `X-Forwarded-For`;
 * the entries before it were written by whoever asked the proxy, and prove nothing.
 */
export function clientAddressOf(request: IncomingMessage): string {
  const peer = request.socket.remoteAddress ?? "";
  if (!isLoopback(peer)) return peer;
  const forwarded = [request.headers["x-forwarded-for"] ?? []].flat().join(",");
  return forwarded.split(",").at(-1)?.trim() || peer;
}
