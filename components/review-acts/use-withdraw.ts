"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi, toProblemError } from "#components/api-client.ts";
import { pathOf } from "#components/path-of.ts";
import { useToast } from "#components/ui/toast.tsx";
import { withdrawReviewOperation } from "#lib/contracts/review-operations.ts";
import type { Triage } from "#lib/contracts/triage.ts";

/** Takes back what was asked of a card, as long as nobody is on it. */
export function useWithdraw(onDone?: (triage: Triage) => void) {
  const queryClient = useQueryClient();
  const toast = useToast();
  return useMutation({
    // Told which: a toast outlives the dialog and the row that it came from.
    mutationFn: (triageId: string) =>
      callApi(pathOf(withdrawReviewOperation.path, { triageId }), withdrawReviewOperation.answer, {
        body: {},
      }),
    onSuccess: (triage) => {
      toast("Taken back", "The card stands as before.");
      onDone?.(triage);
      void queryClient.invalidateQueries({ queryKey: ["reviews"] });
      void queryClient.invalidateQueries({ queryKey: ["tickets"] });
    },
    onError: (error) => toast("Not taken back", toProblemError(error).problem.detail),
  });
}
