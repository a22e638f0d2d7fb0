"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { escalationsKey } from "#components/escalations/use-escalations.ts";
import { type EventType, gapEvent, ticketEventTypes } from "#lib/contracts/events.ts";
import { type TicketListItem, ticketListItemSchema } from "#lib/contracts/tickets.ts";
import { noticeSignedOut, noticeSuccess } from "./session-state.ts";

const address = "/api/v1/events";

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

/** A list that nobody touches would never learn that the session is over: an event source does not tell why it is refused. */
async function noticeRefusal(): Promise<void> {
  const asking = new AbortController();
  const answer = await fetch(address, { signal: asking.signal }).catch(() => null);
  if (answer?.status === 401) noticeSignedOut();
  asking.abort();
}

interface TicketEvents {
  /** The newest event before what the page shows was read; null when there was none. */
  heardUntil: string | null;
  onEvent: (item: TicketListItem, type: EventType) => void;
  /** Something was missed that nobody tells any more: what is shown has to be read anew. */
  onGap: () => void;
}

/**
 * Hears of every ticket as its card comes or changes, from where the page was read and across lost connections; of some
 * twice. Answers whether it is connected now.
 */
export function useTicketEvents({ heardUntil, onEvent, onGap }: TicketEvents): boolean {
  const [connected, setConnected] = useState(false);
  const queryClient = useQueryClient();
  const told = useEffectEvent((item: TicketListItem, type: EventType) => {
    onEvent(item, type);
    // Managers are told in the frame of the page; nobody else reads that.
    if (type === "review.escalated" || type === "review.decided")
      void queryClient.invalidateQueries({ queryKey: escalationsKey });
  });
  const missed = useEffectEvent(onGap);
  const startsAfter = useEffectEvent(() => heardUntil);
  useEffect(() => {
    let events: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let lastId = startsAfter();
    const open = () => {
      const source = new EventSource(
        lastId ? `${address}?${new URLSearchParams({ after: lastId })}` : address,
      );
      events = source;
      source.onopen = () => {
        setConnected(true);
        noticeSuccess();
        // Nothing had happened before the page was read; since then something may have.
        if (lastId === null) missed();
      };
      source.addEventListener(gapEvent, () => missed());
      source.onerror = () => {
        setConnected(false);
        if (source.readyState !== EventSource.CLOSED) return;
        timer = setTimeout(open, reopenAfterMs);
        void noticeRefusal();
      };
      for (const type of ticketEventTypes) {
        source.addEventListener(type, ({ data, lastEventId }) => {
          lastId = lastEventId;
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
