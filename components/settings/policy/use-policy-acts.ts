"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi, toProblemError } from "#components/api-client.ts";
import { useToast } from "#components/ui/toast.tsx";
import type { PolicyChange, PolicyRollBack, PolicyState } from "#lib/contracts/policy.ts";
import { changePolicyOperation, rollBackPolicyOperation } from "#lib/contracts/policy-operations.ts";
import { policyKey } from "./policy-query.ts";

/** Putting a policy in force: a changed one, or one of before. Either is taken back with one press. */
export function usePolicyActs(inForce: PolicyState, onDone: () => void) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const rollBack = (body: PolicyRollBack) =>
    callApi(rollBackPolicyOperation.path, rollBackPolicyOperation.answer, { body });
  const show = async (state: PolicyState) => {
    queryClient.setQueryData(policyKey, state);
    // Its history, prompts, models and the review threshold are parts of it.
    await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== policyKey[0] });
  };
  const undoing = useMutation({
    mutationFn: rollBack,
    onSuccess: show,
    onError: (error) => toast("The policy stays", toProblemError(error).problem.detail),
  });
  const told = async (state: PolicyState) => {
    // As it was: by the time somebody undoes it, another one is in force.
    const back = { version: inForce.version, basedOn: state.version, reason: "Taken back right after" };
    toast("Policy in force", `${state.version}, on every replica within seconds.`, {
      label: "Undo",
      act: () => undoing.mutate(back),
    });
    await show(state);
    onDone();
  };
  const changing = useMutation({
    mutationFn: (body: PolicyChange) =>
      callApi(changePolicyOperation.path, changePolicyOperation.answer, { body }),
    onSuccess: told,
  });
  const rollingBack = useMutation({ mutationFn: rollBack, onSuccess: told });
  return { changing, rollingBack };
}
