"use client";

import { useSyncExternalStore } from "react";
import { type Theme, themeCookie } from "./theme.ts";

/** What was chosen since the page was loaded; every place that shows the choice hears of it. */
let chosen: Theme | null = null;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The viewer's choice: the server's until another one is made here. */
export function useTheme(initial: Theme): Theme {
  return useSyncExternalStore(
    subscribe,
    () => chosen ?? initial,
    () => initial,
  );
}

/** Shows the page in a theme, now and from the next load on. */
export function chooseTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and on plain HTTP.
  document.cookie = `${themeCookie}=${theme}; path=/; max-age=31536000; samesite=lax`;
  chosen = theme;
  for (const listener of listeners) listener();
}
