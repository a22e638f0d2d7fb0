"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { callApi } from "#components/api-client.ts";
import { pathOf } from "#components/path-of.ts";
import {
  getTicketOperation,
  getTriageOperation,
  listTicketsOperation,
} from "#lib/contracts/ticket-operations.ts";
import type { TicketListItem } from "#lib/contracts/tickets.ts";
import { isRequestId } from "./request-id.ts";
import { useSettledText } from "./use-settled-text.ts";

/** A ticket as the palette shows it. */
export type FoundTicket = Pick<TicketListItem, "id" | "title" | "severity" | "createdAt">;

const searchAfterMs = 200;
const shownMax = 6;

const isId = (text: string) => /^(tkt|tri)_[0-9a-z]{26}$/.test(text);

/** Tickets with an id, of a request, or with words, that somebody types; nothing for less than two characters. */
export function useFoundTickets(typed: string): { tickets: FoundTicket[]; searching: boolean } {
  const text = useSettledText(typed, isId(typed) || isRequestId(typed) ? 0 : searchAfterMs);
  const answer = useQuery({
    queryKey: ["palette-tickets", text],
    queryFn: ({ signal }) => found(text, signal),
    enabled: text.length >= 2,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const isAsked = typed.length >= 2;
  return {
    tickets: isAsked ? (answer.data ?? []) : [],
    searching: isAsked && (answer.isFetching || text !== typed),
  };
}

async function found(text: string, signal: AbortSignal): Promise<FoundTicket[]> {
  if (isId(text)) return await ticketOf(text, signal);
  const ofRequest = isRequestId(text) ? await ticketsWith({ request: text }, signal) : [];
  return ofRequest.length > 0 ? ofRequest : await ticketsWith({ q: text }, signal);
}

async function ticketsWith(
  wanted: { q: string } | { request: string },
  signal: AbortSignal,
): Promise<FoundTicket[]> {
  const params = new URLSearchParams({ ...wanted, limit: String(shownMax) });
  const { path, answer } = listTicketsOperation;
  return (await callApi(`${path}?${params}`, answer, { signal })).items;
}

async function ticketOf(id: string, signal: AbortSignal): Promise<FoundTicket[]> {
  const { path, answer } = getTriageOperation;
  const triage = id.startsWith("tri_")
    ? await callApi(pathOf(path, { id }), answer, { signal })
    : (await callApi(pathOf(getTicketOperation.path, { id }), getTicketOperation.answer, { signal })).triage;
  return [
    {
      id: triage.ticketId,
      title: triage.card?.summary ?? id,
      severity: triage.card?.severity ?? null,
      createdAt: triage.createdAt,
    },
  ];
}
