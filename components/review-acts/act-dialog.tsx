"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { toProblemError } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { ReviewItem } from "#lib/contracts/reviews.ts";
import type { Triage } from "#lib/contracts/triage.ts";
import { bodyOf, perform, type ReviewAct } from "./acts.ts";
import { useWithdraw } from "./use-withdraw.ts";
import { actWords } from "./words.ts";

interface ActDialogProps {
  triageId: string;
  /** null: nothing is asked. */
  act: ReviewAct | null;
  onClose: () => void;
  onDone?: ((item: ReviewItem) => void) | undefined;
  /** What was asked for is taken back. */
  onWithdrawn?: ((triage: Triage) => void) | undefined;
  /** Goes on with the card at once, where the viewer may. */
  onReview?: ((triageId: string) => void) | undefined;
}

/** Asks why before a card is put before a human, so that they know what to look at. */
export function ActDialog({ act, onClose, ...rest }: ActDialogProps) {
  // While the dialog closes it still says what it asked.
  const [last, setLast] = useState<ReviewAct>("request");
  if (act !== null && act !== last) setLast(act);
  return (
    <Dialog
      title={actWords[last].title}
      open={act !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <ActForm key={last} act={last} onClose={onClose} {...rest} />
    </Dialog>
  );
}

type ActFormProps = Omit<ActDialogProps, "act"> & { act: ReviewAct };

function ActForm({ triageId, act, onClose, onDone, onWithdrawn, onReview }: ActFormProps) {
  const { meaning, hint, name, done, doneMeaning } = actWords[act];
  const queryClient = useQueryClient();
  const toast = useToast();
  const [reason, setReason] = useState("");
  const reasonRef = useRef<HTMLInputElement>(null);
  useEffect(() => reasonRef.current?.focus(), []);
  const [isMissing, setMissing] = useState(false);
  const withdrawing = useWithdraw(onWithdrawn);
  const asking = useMutation({
    mutationFn: (body: { reason?: string | undefined }) => perform(act, triageId, body),
    onSuccess: (item) => {
      onClose();
      // The second opinion is somebody else's to give.
      const goOn = act !== "second_opinion" && onReview;
      toast(
        done,
        doneMeaning,
        goOn ? { label: "Review it now", act: () => goOn(item.triageId) } : undefined,
        {
          label: "Undo",
          act: () => withdrawing.mutate(item.triageId),
        },
      );
      onDone?.(item);
      void queryClient.invalidateQueries({ queryKey: ["reviews"] });
      void queryClient.invalidateQueries({ queryKey: ["tickets"] });
    },
    // What somebody else did meanwhile is on the list by now.
    onError: () => void queryClient.invalidateQueries({ queryKey: ["reviews"] }),
  });
  return (
    <form
      className="flex flex-col gap-4 px-4 pb-4"
      onSubmit={(event) => {
        event.preventDefault();
        const body = bodyOf(act, reason);
        setMissing(body === null);
        if (body && !asking.isPending) asking.mutate(body);
      }}
    >
      <p className="text-sm text-pretty text-ink-muted">{meaning}</p>
      <Field
        label={act === "request" ? "Why (may stay empty)" : "Why"}
        hint={hint}
        error={isMissing ? "Say why: whoever decides reads it" : undefined}
      >
        <Input
          ref={reasonRef}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Field>
      {asking.error ? (
        <p role="alert" className="text-sm text-danger">
          {toProblemError(asking.error).problem.detail}{" "}
          {toProblemError(asking.error).problem.retryable
            ? "Nothing was changed; try again."
            : "Nothing was changed; close this and look at the card again."}
        </p>
      ) : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" disabled={asking.isPending}>
          {name}
        </Button>
      </div>
    </form>
  );
}
