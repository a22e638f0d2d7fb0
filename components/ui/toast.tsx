"use client";

import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "./button.tsx";

interface ToastAction {
  label: string;
  act: () => void;
}

/**
 * Tells something in passing, and may offer to take it back. Whatever needs an answer belongs into the page instead.
 */
export function useToast(): (title: string, description?: string, action?: ToastAction) => void {
  const manager = Toast.useToastManager();
  return (title, description, action) => {
    const id = manager.add({
      title,
      description,
      ...(action && {
        actionProps: {
          children: action.label,
          onClick: () => {
            manager.close(id);
            action.act();
          },
        },
      }),
    });
  };
}

export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-4 z-50 flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-2">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      data-passing
      className="rounded-lg bg-raised p-3 pr-10 text-ink shadow-pop transition-[opacity,translate] duration-200 ease-out-quint data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0"
    >
      <Toast.Content>
        <Toast.Title className="text-sm font-medium" />
        <Toast.Description className="text-sm text-ink-muted" />
        {toast.actionProps ? <Toast.Action className={`${buttonClass("secondary", "sm")} mt-2`} /> : null}
        <Toast.Close
          aria-label="Dismiss"
          className={`${buttonClass("ghost", "icon")} absolute top-1.5 right-1.5`}
        >
          <X aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}
