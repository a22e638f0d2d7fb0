"use client";

import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import { useEffect, useEffectEvent } from "react";
import { buttonClass } from "./button.tsx";

export interface ToastAction {
  label: string;
  act: () => void;
}

/** What is told in passing. */
export interface Passing {
  title: string;
  description: string | undefined;
  actions: readonly ToastAction[];
}

/** What can be answered stays for longer: it has to be read, thought about and reached. */
const answerableMs = 10_000;

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

type Answerable = Pick<Passing, "actions">;

/** Hands over what waits, once there is a corner to show it in. */
function Feed({ waiting, onShown }: ToastWindowProps) {
  const manager = Toast.useToastManager<Answerable>();
  const show = useEffectEvent((told: readonly Passing[]) => {
    for (const { title, description, actions } of told) {
      manager.add({
        title,
        description,
        data: { actions },
        ...(actions.length > 0 ? { timeout: answerableMs } : {}),
      });
    }
    if (told.length > 0) onShown();
  });
  useEffect(() => show(waiting), [waiting]);
  return null;
}

function ToastList() {
  const { toasts, close } = Toast.useToastManager<Answerable>();
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
        {toast.data?.actions.length ? (
          <div className="mt-2 flex flex-wrap gap-2">
            {toast.data.actions.map(({ label, act }) => (
              <Toast.Action
                key={label}
                className={buttonClass("secondary", "sm")}
                onClick={() => {
                  close(toast.id);
                  act();
                }}
              >
                {label}
              </Toast.Action>
            ))}
          </div>
        ) : null}
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
