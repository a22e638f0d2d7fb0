"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { type TicketListItem, ticketListItemSchema } from "#lib/contracts/tickets.ts";

function itemOf(data: string): TicketListItem | null {
  try {
    const parsed = ticketListItemSchema.safeParse(JSON.parse(data));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Hears of every triage as it completes; the browser reconnects by itself. Answers whether it is connected now. */
export function useCompletedTriages(onCompleted: (item: TicketListItem) => void): boolean {
  const [connected, setConnected] = useState(false);
  const completed = useEffectEvent(onCompleted);
  useEffect(() => {
    const events = new EventSource("/api/v1/events");
    events.onopen = () => setConnected(true);
    events.onerror = () => setConnected(false);
    events.addEventListener("triage.completed", ({ data }) => {
      const item = itemOf(String(data));
      if (item) completed(item);
    });
    return () => events.close();
  }, []);
  return connected;
}
