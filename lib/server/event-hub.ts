import { listenForEvents } from "#db/queries/events.ts";
import type { GatewayEvent } from "#lib/contracts/events.ts";
import { eventsAfter, getEvent } from "#lib/services/events.ts";
import { getLogger } from "./context.ts";
import { getDatabase } from "./database.ts";
import { processSingleton } from "./process-singleton.ts";

type Listener = (event: GatewayEvent) => void;

/**
 * Hears of the events of every replica through one database connection of this process, opened with the first
 * listener. When that connection was lost, what happened in between is read again; a listener may therefore be told
 * of an event twice, never not at all.
 */
class EventHub {
  readonly #listeners = new Set<Listener>();
  #listening: Promise<unknown> | null = null;
  #lastId: string | null = null;

  /** Returns how to stop. */
  async subscribe(listener: Listener): Promise<() => void> {
    this.#listeners.add(listener);
    this.#listening ??= this.#listen();
    try {
      await this.#listening;
    } catch (error) {
      this.#listening = null;
      this.#listeners.delete(listener);
      throw error;
    }
    return () => this.#listeners.delete(listener);
  }

  #listen(): Promise<unknown> {
    return listenForEvents(getDatabase(), {
      onEvent: (id) => this.#relay(async () => [await getEvent({ database: getDatabase() }, id)]),
      onListening: () => {
        const lastId = this.#lastId;
        if (lastId !== null) this.#relay(() => eventsAfter({ database: getDatabase() }, lastId));
      },
    });
  }

  #relay(read: () => Promise<(GatewayEvent | null)[]>): void {
    read().then(
      (events) => {
        for (const event of events) {
          if (event === null) continue;
          this.#lastId = event.id;
          for (const listener of this.#listeners) listener(event);
        }
      },
      (error: unknown) => getLogger().warn({ err: error }, "an event could not be read"),
    );
  }
}

export function getEventHub(): EventHub {
  return processSingleton("event-hub", () => new EventHub());
}
