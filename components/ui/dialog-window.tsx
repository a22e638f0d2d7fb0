"use client";

import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "./button.tsx";
import { classNames } from "./class-names.ts";

export interface DialogProps {
  title: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
  /** `center` floats; `left` is a drawer along the edge. */
  place?: "center" | "left";
}

const places = {
  center:
    "top-1/2 left-1/2 max-h-[calc(100dvh-3rem)] w-md max-w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 rounded-xl data-ending-style:scale-97 data-ending-style:opacity-0 data-starting-style:scale-97 data-starting-style:opacity-0",
  left: "inset-y-0 left-0 w-72 max-w-[85vw] rounded-r-xl data-ending-style:-translate-x-full data-starting-style:-translate-x-full",
};

/** What a dialog looks like; pages take it from `dialog.tsx`, which brings it when it is needed. */
export default function DialogWindow({ title, open, onOpenChange, children, place = "center" }: DialogProps) {
  return (
    <BaseDialog.Root open={open} onOpenChange={onOpenChange}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className="fixed inset-0 z-30 min-h-dvh bg-backdrop transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <BaseDialog.Popup
          className={classNames(
            "fixed z-30 flex flex-col overflow-y-auto bg-raised text-ink shadow-pop outline-hidden transition-[opacity,scale,translate] duration-150 ease-out-quint",
            places[place],
          )}
        >
          <div className="flex items-center justify-between gap-4 py-2 pr-2 pl-4">
            <BaseDialog.Title className="text-base font-semibold">{title}</BaseDialog.Title>
            <BaseDialog.Close aria-label="Close" className={buttonClass("ghost", "icon")}>
              <X aria-hidden />
            </BaseDialog.Close>
          </div>
          {children}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
