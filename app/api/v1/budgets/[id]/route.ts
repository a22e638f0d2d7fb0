import { changeBudgetOperation } from "#lib/contracts/budget-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { changeBudget } from "#lib/services/budgets/manage-budgets.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(changeBudgetOperation, (ctx, { params, body }) => changeBudget(ctx, params.id, body)),
});
