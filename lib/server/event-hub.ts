import { listenForEvents } from "#db/queries/events.ts";
import type { GatewayEvent } from "#lib/contracts/events.ts";
import { eventsAfter, getEvent, getNewestEventId } from "#lib/services/tickets/events.ts";
import { getDatabase } from "./database.ts";
import { getLogger } from "./logger.ts";
import { processSingleton } from "./process-singleton.ts";

type Listener = (event: GatewayEvent) => void;

const context = () => ({ database: getDatabase() });

/**
 * Hears of the events of every replica through one database connection of this process, opened with the first
 * listener. When that connection was lost, what happened in between is read again, up to the newest 500; a listener
 * may therefore be told of an event twice.
 */
class EventHub {
  readonly #listeners = new Set<Listener>();
  #listening: Promise<unknown> | null = null;
  #lastId: string | null = null;

  /** Returns how to stop. */
  async subscribe(listener: Listener): Promise<() => void> {
    this.#listening ??= this.#listen();
    const listening = this.#listening;
    try {
      await listening;
    } catch (error) {
      if (this.#listening === listening) this.#listening = null;
      throw error;
    }
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  async #listen(): Promise<void> {
    this.#lastId = await getNewestEventId(context());
    await listenForEvents(getDatabase(), {
      onEvent: (id) => this.#relay(() => getEvent(context(), id)),
      onListening: () => {
        const lastId = this.#lastId;
        if (lastId !== null) this.#relay(async () => (await eventsAfter(context(), lastId)).events);
      },
    });
  }

  #relay(read: () => Promise<GatewayEvent[]>): void {
    read().then(
      (events) => {
        for (const event of events) {
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
