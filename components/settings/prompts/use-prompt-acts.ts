"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi, toProblemError } from "#components/api-client.ts";
import { pathOf } from "#components/path-of.ts";
import { useToast } from "#components/ui/toast.tsx";
import { rollBackPolicyOperation } from "#lib/contracts/policy-operations.ts";
import { promotePromptOperation, splitPromptsOperation } from "#lib/contracts/prompt-operations.ts";
import type { PromotePrompt, PromptList, SplitPrompts } from "#lib/contracts/prompts.ts";

type Promotion = PromotePrompt & { version: string };

/** Which prompt reads tickets: each act is a new policy, and going back to the one before takes it back. */
export function usePromptActs(list: PromptList | undefined, onDone: () => void) {
  const queryClient = useQueryClient();
  const toast = useToast();
  // Prompts, policy and its history all say something else now.
  const reread = () => queryClient.invalidateQueries();
  const undoing = useMutation({
    mutationFn: ({ before, after }: { before: string; after: string }) =>
      callApi(rollBackPolicyOperation.path, rollBackPolicyOperation.answer, {
        body: { version: before, basedOn: after, reason: "Taken back right after" },
      }),
    onSuccess: reread,
    onError: (error) => toast("It stays as it is", toProblemError(error).problem.detail),
  });
  const told = (title: string) => async (now: PromptList) => {
    const before = list?.policy;
    toast(
      title,
      "It counts on every replica within seconds.",
      before && before !== now.policy
        ? { label: "Undo", act: () => undoing.mutate({ before, after: now.policy }) }
        : undefined,
    );
    await reread();
    onDone();
  };
  const promoting = useMutation({
    mutationFn: ({ version, ...body }: Promotion) =>
      callApi(pathOf(promotePromptOperation.path, { version }), promotePromptOperation.answer, { body }),
    onSuccess: told("Prompt in use"),
  });
  const splitting = useMutation({
    mutationFn: (body: SplitPrompts) =>
      callApi(splitPromptsOperation.path, splitPromptsOperation.answer, { body }),
    onSuccess: (now: PromptList) => told(now.candidate ? "Incidents are split" : "The split is over")(now),
  });
  return { promoting, splitting };
}
