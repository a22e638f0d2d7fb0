import { removeBudgetOperation } from "#lib/contracts/budget-operations.ts";
import { handle } from "#lib/server/handle.ts";
import { routeMethods } from "#lib/server/route-methods.ts";
import { removeBudget } from "#lib/services/budgets/manage-budgets.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = routeMethods({
  POST: handle(removeBudgetOperation, (ctx, { params }) => removeBudget(ctx, params.id)),
});
