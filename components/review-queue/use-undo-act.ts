"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toProblemError } from "#components/api-client.ts";
import { useToast } from "#components/ui/toast.tsx";
import { undoAct } from "./review-calls.ts";

/** Takes back an act as a whole, such as many cards approved at once. */
export function useUndoAct() {
  const queryClient = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: undoAct,
    onSuccess: async ({ undone, refused }) => {
      toast(
        `${undone.length} taken back`,
        refused[0] ? `${refused.length} not: ${refused[0].why}` : undefined,
      );
      await queryClient.invalidateQueries({ queryKey: ["reviews"] });
    },
    onError: (error) => toast("Not taken back", toProblemError(error).problem.detail),
  });
}
