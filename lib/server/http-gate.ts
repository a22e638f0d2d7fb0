import type { IncomingMessage } from "node:http";
import { AppError } from "#lib/core/errors.ts";

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

const isApi = (target: string) => /^\/api(\/|\?|$)/.test(target);

/**
 * Requests in progress at once. Each holds its body, at most 1 MiB of it, and what is queued for it; further ones are
 * sent away before anything of them is read.
 */
export const maxInProgress = 2_000;

/** Streams stay open without working, and who watches the server has to get through when it is busy. */
export const isWork = (target: string) => !/^\/api\/(?:v1\/events|health\/|metrics)/.test(target);

function isDecodable(target: string): boolean {
  try {
    decodeURIComponent(target.split("?", 1)[0] ?? "");
    return true;
  } catch {
    return false;
  }
}

/**
 * Why a request is not passed on to Next, which would answer it without a problem document: no address on this
 * server, an address that cannot be decoded, or a method that no route of the API can take. null when it may pass.
 */
export function refusalOf(request: Pick<IncomingMessage, "method" | "url" | "headers">): AppError | null {
  const { method = "", url = "", headers } = request;
  if (!headers.host) return new AppError("bad_request", "The Host header is missing.");
  if (!url.startsWith("/"))
    return new AppError("bad_request", "Ask for an address that begins with a slash.");
  if (!isDecodable(url)) {
    return new AppError("bad_request", "The address has a percent sign that encodes nothing.");
  }
  if (!isApi(url)) return null;
  if (methods.includes(method)) return null;
  return new AppError("method_not_allowed", `Nothing here answers to ${method}.`, {
    headers: { allow: methods.join(", ") },
  });
}
