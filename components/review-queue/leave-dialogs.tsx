"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Input } from "#components/ui/field.tsx";

const skipReasons = [
  "Not my field",
  "Needs somebody who knows the service",
  "Not enough in the text",
] as const;

interface SkipDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSkip: (reason: string) => void;
}

/** A card that is passed on says why, so that it does not go around in circles. */
export function SkipDialog({ open, onOpenChange, onSkip }: SkipDialogProps) {
  const [reason, setReason] = useState("");
  return (
    <Dialog title="Pass this card on" open={open} onOpenChange={onOpenChange}>
      <div className="flex flex-col gap-2 px-4 pb-4">
        {skipReasons.map((each) => (
          <Button key={each} className="justify-start!" onClick={() => onSkip(each)}>
            {each}
          </Button>
        ))}
        <form
          className="mt-1 flex items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            if (reason.trim()) onSkip(reason.trim());
          }}
        >
          <Field label="Another reason" className="flex-1">
            <Input
              value={reason}
              maxLength={500}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          </Field>
          <Button type="submit" look="primary" className="h-9" disabled={reason.trim() === ""}>
            Skip
          </Button>
        </form>
      </div>
    </Dialog>
  );
}

const snoozes = [
  { minutes: 30, name: "30 minutes" },
  { minutes: 120, name: "2 hours" },
  { minutes: 8 * 60, name: "8 hours" },
  { minutes: 24 * 60, name: "A day" },
] as const;

interface SnoozeDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSnooze: (minutes: number) => void;
}

/** Puts a card away; its clocks go on. */
export function SnoozeDialog({ open, onOpenChange, onSnooze }: SnoozeDialogProps) {
  return (
    <Dialog title="Put this card away for" open={open} onOpenChange={onOpenChange}>
      <div className="flex flex-col gap-2 px-4 pb-4">
        {snoozes.map(({ minutes, name }) => (
          <Button key={minutes} className="justify-start!" onClick={() => onSnooze(minutes)}>
            {name}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
