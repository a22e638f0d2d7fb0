import { systemRuntime } from "#lib/core/runtime.ts";

/** The caller's own `x-request-id` when it is a harmless token, so that traces join up; else a new one. */
export function requestIdOf(request: Request): string {
  const given = request.headers.get("x-request-id") ?? "";
  return /^[\w.-]{1,64}$/.test(given) ? given : systemRuntime.newId("req");
}
