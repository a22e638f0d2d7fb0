"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus, Wallet } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { PageHeader } from "#components/console/page-header.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Loaded } from "../loaded.tsx";
import { BudgetRow } from "./budget-row.tsx";
import { budgetsQuery } from "./budgets-query.ts";
import { NewBudgetForm } from "./new-budget-form.tsx";

/** How often the sums are read again while the page is open. */
const rereadMs = 10_000;

interface BudgetsPageProps {
  /** Begin with the form for a new one. */
  opensForm: boolean;
  /** Models that are not asked where a budget applies, because nobody knows what they cost. */
  unpriced: readonly string[];
}

/** What may be spent on models, and how far it is. */
export function BudgetsPage({ opensForm, unpriced }: BudgetsPageProps) {
  const budgets = useQuery({ ...budgetsQuery(), refetchInterval: rereadMs });
  const [adding, setAdding] = useState(opensForm);
  const add = (
    <Button look="primary" onClick={() => setAdding(true)}>
      <Plus aria-hidden />
      New budget
    </Button>
  );
  return (
    <>
      <PageHeader title="Budgets">{add}</PageHeader>
      <div className="mx-auto flex w-full max-w-5xl flex-col gap-4 p-4 sm:p-6">
        <Loaded what="The budgets" query={budgets}>
          {({ items }) => (
            <>
              {unpriced.length > 0 && items.length > 0 ? <Unpriced models={unpriced} /> : null}
              <Card aria-label="Budgets" className="overflow-hidden">
                {items.length === 0 ? (
                  <EmptyState icon={<Wallet />} title="Nothing limits what is spent" action={add}>
                    A budget is a sum for a day or a month, for everything, a team, a key or eval runs. Money
                    is kept back before each call, so that it cannot be overspent; over it, tickets still get
                    cards.
                  </EmptyState>
                ) : (
                  <ul>
                    {items.map((budget) => (
                      <BudgetRow key={budget.id} budget={budget} />
                    ))}
                  </ul>
                )}
              </Card>
            </>
          )}
        </Loaded>
      </div>
      <Dialog title="New budget" open={adding} onOpenChange={setAdding}>
        <NewBudgetForm onDone={() => setAdding(false)} />
      </Dialog>
    </>
  );
}

function Unpriced({ models }: { models: readonly string[] }) {
  return (
    <p className="rounded-md bg-warn-soft p-3 text-sm text-pretty text-warn">
      {models.length === 1 ? "The price of " : "The prices of "}
      <span className="font-mono text-xs wrap-anywhere">{models.join(", ")}</span>
      {models.length === 1
        ? " is unknown: where a budget applies, it is not asked. "
        : " are unknown: where a budget applies, they are not asked. "}
      <Link href="/settings/models" className="underline underline-offset-2">
        What to do
      </Link>
    </p>
  );
}
