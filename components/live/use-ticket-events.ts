"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { type EventType, ticketEventTypes } from "#lib/contracts/events.ts";
import { type TicketListItem, ticketListItemSchema } from "#lib/contracts/tickets.ts";

/** The browser comes back by itself after a lost connection, but not after a refusal such as 503. */
const reopenAfterMs = 5_000;

function itemOf(data: string): TicketListItem | null {
  try {
    const parsed = ticketListItemSchema.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Hears of every ticket as its card comes or changes. Answers whether it is connected now. */
export function useTicketEvents(onEvent: (item: TicketListItem, type: EventType) => void): boolean {
  const [connected, setConnected] = useState(false);
  const told = useEffectEvent(onEvent);
  useEffect(() => {
    let events: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      const source = new EventSource("/api/v1/events");
      events = source;
      source.onopen = () => setConnected(true);
      source.onerror = () => {
        setConnected(false);
        if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, reopenAfterMs);
      };
      for (const type of ticketEventTypes) {
        source.addEventListener(type, ({ data }) => {
          const item = itemOf(String(data));
          if (item) told(item, type);
        });
      }
    };
    open();
    return () => {
      clearTimeout(timer);
      events?.close();
    };
  }, []);
  return connected;
}
