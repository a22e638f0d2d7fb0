import { addBudgetOperation, listBudgetsOperation } from "#lib/contracts/budget-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { addBudget, listBudgets } from "#lib/services/budgets/manage-budgets.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  GET: handle(listBudgetsOperation, (ctx) => listBudgets(ctx)),
  POST: handle(addBudgetOperation, (ctx, { body }) => addBudget(ctx, body)),
});
