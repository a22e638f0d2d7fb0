"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleAlert, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { usdText } from "#components/amounts.ts";
import { callApi, toProblemError } from "#components/api-client.ts";
import { pathOf } from "#components/path-of.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ExactTime } from "#components/ui/exact-time.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { addBudgetOperation, removeBudgetOperation } from "#lib/contracts/budget-operations.ts";
import type { Budget } from "#lib/contracts/budgets.ts";
import { BudgetBar } from "./budget-bar.tsx";
import { levelOf, overNames, periodText, subjectText } from "./budget-words.ts";
import { budgetsKey } from "./budgets-query.ts";
import { ChangeBudgetForm } from "./change-budget-form.tsx";

/** One budget: whose it is, how far it is used, until when, and what happens over it. */
export function BudgetRow({ budget }: { budget: Budget }) {
  const { period, limitUsd, overBudget, origin, periodEnd } = budget;
  const [changing, setChanging] = useState(false);
  const name = subjectText(budget);
  return (
    <li className="flex flex-col gap-3 border-b px-4 py-4 text-sm last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h2 className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          <bdi className="wrap-anywhere">{name}</bdi>
          <span className="font-normal text-ink-muted tabular-nums">
            {usdText(limitUsd)} a {period}
          </span>
          <Level budget={budget} />
          {origin === "environment" ? <Badge>From the environment</Badge> : null}
        </h2>
        {origin === "console" ? (
          <span className="flex gap-2">
            <Button
              size="sm"
              aria-label={`Change the ${period}'s budget of ${name}`}
              onClick={() => setChanging(true)}
            >
              Change
            </Button>
            <Remove budget={budget} name={name} />
          </span>
        ) : null}
      </div>
      <BudgetBar budget={budget} />
      <p className="flex flex-wrap gap-x-4 gap-y-0.5 text-xs text-ink-muted">
        <span>
          {periodText(budget)}, anew from <ExactTime at={periodEnd} />
        </span>
        <span>Over it: {overNames[overBudget].toLowerCase()}</span>
        {origin === "environment" ? (
          <span>
            Changes with <code className="font-mono">TRIAGE_DAILY_BUDGET_USD</code> and a restart
          </span>
        ) : null}
      </p>
      <Dialog title={`Budget of ${name}, a ${period}`} open={changing} onOpenChange={setChanging}>
        <ChangeBudgetForm budget={budget} onDone={() => setChanging(false)} />
      </Dialog>
    </li>
  );
}

function Level({ budget }: { budget: Budget }) {
  const level = levelOf(budget);
  if (level === "below") return null;
  return level === "near" ? (
    <Badge tone="warn">
      <TriangleAlert aria-hidden />
      Over 80%
    </Badge>
  ) : (
    <Badge tone="danger">
      <CircleAlert aria-hidden />
      Used up
    </Badge>
  );
}

/** What a budget was made of, to make it once more. */
const recipeOf = ({ subject, team, apiKeyId, period, limitUsd, overBudget }: Budget) => ({
  subject,
  ...(team === null ? {} : { team }),
  ...(apiKeyId === null ? {} : { apiKeyId }),
  period,
  limitUsd,
  overBudget,
});

function Remove({ budget, name }: { budget: Budget; name: string }) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const [asking, setAsking] = useState(false);
  const reread = () => queryClient.invalidateQueries({ queryKey: budgetsKey });
  const restoring = useMutation({
    mutationFn: () => callApi(addBudgetOperation.path, addBudgetOperation.answer, { body: recipeOf(budget) }),
    onSuccess: reread,
    onError: (error) => toast("The budget is not back", toProblemError(error).problem.detail),
  });
  const removing = useMutation({
    mutationFn: () =>
      callApi(pathOf(removeBudgetOperation.path, { id: budget.id }), removeBudgetOperation.answer, {
        body: {},
      }),
    onSuccess: async () => {
      toast("Budget removed", `${name} is not limited by it any more.`, {
        label: "Undo",
        act: () => restoring.mutate(),
      });
      await reread();
    },
  });
  return (
    <>
      <Button
        size="sm"
        aria-label={`Remove the ${budget.period}'s budget of ${name}`}
        onClick={() => setAsking(true)}
      >
        Remove
      </Button>
      <ConfirmDialog
        title={`Remove the budget of ${name}?`}
        confirm="Remove budget"
        open={asking}
        onOpenChange={setAsking}
        busy={removing.isPending}
        error={removing.error && toProblemError(removing.error).problem.detail}
        onConfirm={() => removing.mutate()}
      >
        It stops limiting {usdText(budget.limitUsd)} a {budget.period} at once, on every replica. You can undo
        this: what was spent in the period stays known.
      </ConfirmDialog>
    </>
  );
}
