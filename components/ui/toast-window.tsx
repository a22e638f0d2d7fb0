"use client";

import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { useEffect, useEffectEvent } from "react";
import { buttonClass } from "./button.tsx";

interface ToastAction {
  label: string;
  act: () => void;
}

/** What is told in passing. */
export interface Passing {
  title: string;
  description: string | undefined;
  action: ToastAction | undefined;
}

interface ToastWindowProps {
  /** What is not shown yet. */
  waiting: readonly Passing[];
  onShown: () => void;
}

/** The corner in which toasts come and go. */
export default function ToastWindow(props: ToastWindowProps) {
  return (
    <Toast.Provider>
      <Feed {...props} />
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-4 z-50 flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-2">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

/** Hands over what waits, once there is a corner to show it in. */
function Feed({ waiting, onShown }: ToastWindowProps) {
  const manager = Toast.useToastManager();
  const show = useEffectEvent((told: readonly Passing[]) => {
    for (const { title, description, action } of told) {
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
    }
    if (told.length > 0) onShown();
  });
  useEffect(() => show(waiting), [waiting]);
  return null;
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
