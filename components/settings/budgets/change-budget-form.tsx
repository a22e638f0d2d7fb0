"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { usdText } from "#components/amounts.ts";
import { callApi, toProblemError } from "#components/api-client.ts";
import { FormEnd } from "#components/form-end.tsx";
import { pathOf } from "#components/path-of.ts";
import { useToast } from "#components/ui/toast.tsx";
import { changeBudgetOperation } from "#lib/contracts/budget-operations.ts";
import { type Budget, type BudgetChange, budgetChangeSchema } from "#lib/contracts/budgets.ts";
import { messagesOf } from "../form-messages.ts";
import { LimitField, numberIn, OverField } from "./budget-fields.tsx";
import { budgetsKey } from "./budgets-query.ts";

/** Another limit, or another end of a budget; taken back with one press. */
export function ChangeBudgetForm({ budget, onDone }: { budget: Budget; onDone: () => void }) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const [limit, setLimit] = useState(String(budget.limitUsd));
  const [overBudget, setOverBudget] = useState(budget.overBudget);
  const [invalid, setInvalid] = useState<Record<string, string>>({});
  const change = (body: BudgetChange) =>
    callApi(pathOf(changeBudgetOperation.path, { id: budget.id }), changeBudgetOperation.answer, { body });
  const reread = () => queryClient.invalidateQueries({ queryKey: budgetsKey });
  const undoing = useMutation({
    mutationFn: change,
    onSuccess: reread,
    onError: (error) => toast("The change stays", toProblemError(error).problem.detail),
  });
  const changing = useMutation({
    mutationFn: change,
    onSuccess: async ({ limitUsd, period }) => {
      // As it was: by the time somebody undoes it, the list says what it is now.
      const before = { limitUsd: budget.limitUsd, overBudget: budget.overBudget };
      toast("Budget changed", `Now ${usdText(limitUsd)} a ${period}.`, {
        label: "Undo",
        act: () => undoing.mutate(before),
      });
      await reread();
      onDone();
    },
  });
  const failed = changing.error ? toProblemError(changing.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const limitUsd = numberIn(limit);
    // A change may leave the limit out; the form may not.
    const checked = budgetChangeSchema.required({ limitUsd: true }).safeParse({ limitUsd, overBudget });
    setInvalid(messagesOf(checked));
    if (checked.success) changing.mutate(checked.data);
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4 px-4 pb-4">
      <LimitField
        period={budget.period}
        value={limit}
        onChange={setLimit}
        error={invalid.limitUsd ?? failed?.messageFor("limitUsd")}
      />
      <OverField value={overBudget} onChange={setOverBudget} />
      <FormEnd
        failed={failed}
        title="The budget was not changed"
        fields={["limitUsd"]}
        submit="Save"
        busyLabel="Saving…"
        busy={changing.isPending}
      />
    </form>
  );
}
