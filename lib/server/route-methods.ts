import { AppError } from "#lib/core/errors.ts";
import { problemFor } from "./problem-for.ts";
import { requestIdOf } from "./request-id.ts";

type Handler = (request: Request, route: { params: Promise<unknown> }) => Promise<Response>;

const methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;
type Method = (typeof methods)[number];

/**
 * Exports for a `route.ts`: the given methods, and for every other one a 405 problem document, where Next alone
 * would answer with an empty body. HEAD follows GET.
 */
export function routeMethods(handlers: Partial<Record<Method, Handler>>): Record<Method, Handler> {
  const allowed = methods.filter((method) => handlers[method] ?? (method === "HEAD" && handlers.GET));
  const refuse: Handler = async (request) =>
    problemFor(
      new AppError("method_not_allowed", `This address answers to ${allowed.join(", ") || "no method"}.`, {
        headers: { allow: allowed.join(", ") },
      }),
      requestIdOf(request),
      "method",
    );
  const of = (method: Method) => handlers[method] ?? refuse;
  return {
    GET: of("GET"),
    HEAD: handlers.HEAD ?? handlers.GET ?? refuse,
    POST: of("POST"),
    PUT: of("PUT"),
    PATCH: of("PATCH"),
    DELETE: of("DELETE"),
    OPTIONS: of("OPTIONS"),
  };
}
