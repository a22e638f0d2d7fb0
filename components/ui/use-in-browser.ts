"use client";

import { type RefObject, useEffect, useEffectEvent, useSyncExternalStore } from "react";

const never = () => () => {};

/** False on the server and until the page is alive; then true. */
export function useInBrowser(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

/** Takes over what was typed into a field before the page was alive, when nobody listened yet. */
export function useEarlyInput(
  ref: RefObject<HTMLInputElement | HTMLTextAreaElement | null>,
  value: string,
  onInput: (value: string) => void,
): void {
  const takeOver = useEffectEvent(() => {
    const typed = ref.current?.value ?? "";
    if (typed !== "" && typed !== value) onInput(typed);
  });
  useEffect(() => takeOver(), []);
}
