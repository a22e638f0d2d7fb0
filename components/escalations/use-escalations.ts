"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { callApi, toProblemError } from "#components/api-client.ts";
import { useToast } from "#components/ui/toast.tsx";
import { type Role, runsQueue } from "#lib/contracts/access.ts";
import {
  acknowledgeEscalationsOperation,
  getEscalationsOperation,
} from "#lib/contracts/review-operations.ts";
import type { Acknowledgement, ReviewEscalations } from "#lib/contracts/reviews.ts";

export const escalationsKey = [getEscalationsOperation.id];

/** The clock is looked at once a minute; whoever looks this often is told in time. */
const refreshMs = 30_000;

/** What was escalated, for who runs the queue; nothing for everybody else. */
export function useEscalations(role: Role, initial: ReviewEscalations | null): ReviewEscalations | null {
  const { data } = useQuery({
    queryKey: escalationsKey,
    queryFn: ({ signal }) =>
      callApi(getEscalationsOperation.path, getEscalationsOperation.answer, { signal }),
    enabled: runsQueue(role),
    initialData: initial ?? undefined,
    refetchInterval: refreshMs,
    refetchOnWindowFocus: true,
  });
  return data ?? null;
}

/** Takes note of what was escalated; the notice says what is left. */
export function useAcknowledge() {
  const queryClient = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: (body: Acknowledgement) =>
      callApi(acknowledgeEscalationsOperation.path, acknowledgeEscalationsOperation.answer, { body }),
    onSuccess: async (left) => {
      queryClient.setQueryData(escalationsKey, left);
      toast("Noted", "The review history of each card says so.");
      await queryClient.invalidateQueries({ queryKey: ["reviews"] });
    },
    onError: (error) => toast("Not noted", toProblemError(error).problem.detail),
  });
}
