import type { Tracing } from "#lib/telemetry/tracing.ts";

const key = Symbol.for("triage-gateway.tracing");

/** Hands the spans' recorder to the whole process, as settings are. */
export function setTracing(tracing: Tracing): void {
  Reflect.set(globalThis, key, tracing);
}

/** Where spans are made; null where nobody collects them. */
export function getTracing(): Tracing | null {
  // Only setTracing writes the key.
  return (Reflect.get(globalThis, key) as Tracing | undefined) ?? null;
}
