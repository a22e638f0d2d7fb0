"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { filtersOf, paramsOf, type TicketFilters } from "./ticket-filters.ts";

interface Change {
  /** Typing leaves no trail of half words behind the back button. */
  replace?: boolean;
}

/** The filters of the address bar, and how to change them; the browser's own history keeps them. */
export function useTicketFilters() {
  const params = useSearchParams();
  const text = params.toString();
  const filters = useMemo(() => filtersOf(new URLSearchParams(text)), [text]);
  const setFilters = (next: TicketFilters, { replace = false }: Change = {}) => {
    const query = paramsOf(next).toString();
    const address = query === "" ? window.location.pathname : `?${query}`;
    if (replace) window.history.replaceState(null, "", address);
    else window.history.pushState(null, "", address);
  };
  return { filters, setFilters };
}
