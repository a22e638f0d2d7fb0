"use client";

import dynamic from "next/dynamic";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import type { Passing, ToastAction } from "./toast-window.tsx";
import { bringWhenIdle } from "./when-idle.ts";

/** Comes after the page, and before the first toast: that may be about a gateway that does not answer any more. */
const loadWindow = () => import("./toast-window.tsx");
const ToastWindow = dynamic(loadWindow, { ssr: false });

type Tell = (title: string, description?: string, ...actions: (ToastAction | undefined)[]) => void;

const ToastContext = createContext<Tell>(() => {});

/**
 * Tells something in passing, and may offer to take it back. Whatever needs an answer belongs into the page instead.
 */
export const useToast = (): Tell => useContext(ToastContext);

const nothing: readonly Passing[] = [];

export function ToastProvider({ children }: { children: ReactNode }) {
  const [waiting, setWaiting] = useState(nothing);
  const [wasTold, setWasTold] = useState(false);
  const tell = useCallback<Tell>((title, description, ...offered) => {
    const actions = offered.filter((action) => action !== undefined);
    setWasTold(true);
    setWaiting((others) => [...others, { title, description, actions }]);
  }, []);
  useEffect(() => bringWhenIdle(loadWindow), []);
  const onShown = useCallback(() => setWaiting(nothing), []);
  return (
    <ToastContext value={tell}>
      {children}
      {wasTold ? <ToastWindow waiting={waiting} onShown={onShown} /> : null}
    </ToastContext>
  );
}
