"use client";

import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";

interface ConfirmDialogProps {
  title: string;
  /** What will happen, and whether it can be undone. */
  children: ReactNode;
  /** The act itself, as a verb: "Revoke key". */
  confirm: string;
  open: boolean;
  busy: boolean;
  /** Why it did not work; the question stays open. */
  error?: string | null | undefined;
  onOpenChange: (open: boolean) => void;
  onConfirm: () => void;
}

/** Asks before something that cannot be undone, or that others will feel. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, confirm, open, busy, error, onOpenChange, onConfirm } = props;
  return (
    <Dialog title={title} open={open} onOpenChange={onOpenChange}>
      <div className="flex flex-col gap-4 px-4 pb-4">
        <div className="text-sm text-pretty text-ink-muted">{children}</div>
        {error ? (
          <p role="alert" className="text-sm text-danger">
            {error}
          </p>
        ) : null}
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button look="danger" disabled={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
