"use client";

import { useSearchParams } from "next/navigation";
import { useMemo, useSyncExternalStore } from "react";
import { filtersOf, paramsOf, type TicketFilters } from "./ticket-filters.ts";

interface Change {
  /** Typing leaves no trail of half words behind the back button. */
  replace?: boolean;
}

const onHistory = (listener: () => void) => {
  window.addEventListener("popstate", listener);
  return () => window.removeEventListener("popstate", listener);
};

/**
 * The filters of the address bar, and how to change them; the browser's own history keeps them. What the router says
 * of the address lags behind when one goes back twice in a row, so the address itself is read.
 */
export function useTicketFilters() {
  const params = useSearchParams();
  const text = useSyncExternalStore(
    onHistory,
    () => window.location.search.slice(1),
    () => params.toString(),
  );
  const filters = useMemo(() => filtersOf(new URLSearchParams(text)), [text]);
  return { filters, setFilters };
}

function setFilters(next: TicketFilters, { replace = false }: Change = {}): void {
  const query = paramsOf(next).toString();
  const address = query === "" ? window.location.pathname : `?${query}`;
  if (replace) window.history.replaceState(null, "", address);
  else window.history.pushState(null, "", address);
}
