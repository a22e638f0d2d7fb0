import type { Metadata } from "next";
import { BudgetsPage } from "#components/settings/budgets/budgets-page.tsx";
import { listBudgetsOperation } from "#lib/contracts/budget-operations.ts";
import { pageContext } from "#lib/server/page-context.ts";
import { listBudgets } from "#lib/services/budgets/manage-budgets.ts";
import { listModels } from "#lib/services/models/list-models.ts";
import { FirstAnswer } from "../../../first-page.tsx";

export const metadata: Metadata = { title: "Budgets" };

interface Props {
  /** `new`: begin with the form for a new one. */
  searchParams: Promise<{ new?: string }>;
}

export default async function BudgetsRoute({ searchParams }: Props) {
  const { ctx } = await pageContext("admin", "/settings/budgets");
  const models = await listModels(ctx);
  const unpriced = models.items.filter(({ enabled, price }) => enabled && price === "unknown");
  return (
    <FirstAnswer queryKey={[listBudgetsOperation.id]} read={() => listBudgets(ctx)}>
      <BudgetsPage
        opensForm={"new" in (await searchParams)}
        unpriced={[...new Set(unpriced.map(({ model }) => model))]}
      />
    </FirstAnswer>
  );
}
