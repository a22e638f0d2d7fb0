import { listenForEvents } from "#db/queries/events.ts";
import type { GatewayEvent } from "#lib/contracts/events.ts";
import { getDatabase } from "./database.ts";

type Listener = (event: GatewayEvent) => void;

interface Hub {
  listeners: Set<Listener>;
  listening: Promise<unknown> | null;
}

const hubKey = Symbol.for("triage-gateway.event-hub");
const holder: { [hubKey]?: Hub } = globalThis;

function hub(): Hub {
  holder[hubKey] ??= { listeners: new Set(), listening: null };
  return holder[hubKey];
}

/**
 * Hears of events of every replica through one database connection of this process, opened with the first listener.
 * Returns how to stop.
 */
export async function subscribe(listener: Listener): Promise<() => void> {
  const { listeners } = hub();
  listeners.add(listener);
  hub().listening ??= listenForEvents(getDatabase(), (event) => {
    for (const each of hub().listeners) each(event);
  }).catch((error: unknown) => {
    hub().listening = null;
    throw error;
  });
  try {
    await hub().listening;
  } catch (error) {
    listeners.delete(listener);
    throw error;
  }
  return () => listeners.delete(listener);
}
