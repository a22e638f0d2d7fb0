import { z } from "zod";
import {
  budgetChangeSchema,
  budgetListSchema,
  budgetSchema,
  budgetsMax,
  newBudgetSchema,
} from "./budgets.ts";
import { define, idParams, type Operation } from "./operation.ts";

export const listBudgetsOperation = define({
  method: "GET",
  path: "/api/v1/budgets",
  id: "listBudgets",
  summary: "List budgets with what is spent of them",
  description: `Oldest first; there are at most ${budgetsMax}. Periods are days and months in UTC.`,
  scope: "stats:read",
  answer: budgetListSchema,
  success: "All budgets",
});

export const addBudgetOperation = define({
  method: "POST",
  path: "/api/v1/budgets",
  id: "addBudget",
  summary: "Limit what is spent",
  description:
    "Money is kept back before each call and settled after it, so that a budget is not overspent however many calls are under way. What was spent earlier in the period counts. A model of unknown price is not asked where a budget applies. Over budget, cards come from cheaper models or from rules; nobody gets an error.",
  scope: "admin",
  body: newBudgetSchema,
  answer: budgetSchema,
  success: "The budget",
  alsoFails: ["conflict"],
});

export const changeBudgetOperation = define({
  method: "POST",
  path: "/api/v1/budgets/{id}",
  id: "changeBudget",
  summary: "Change the limit of a budget, or what happens over it",
  scope: "admin",
  params: idParams("bud"),
  body: budgetChangeSchema,
  answer: budgetSchema,
  success: "The budget",
  alsoFails: ["conflict"],
});

export const removeBudgetOperation = define({
  method: "POST",
  path: "/api/v1/budgets/{id}/remove",
  id: "removeBudget",
  summary: "Remove a budget",
  scope: "admin",
  params: idParams("bud"),
  answer: z.object({ id: z.string() }).meta({ id: "RemovedBudget" }),
  success: "It limits nothing any more",
  alsoFails: ["conflict"],
});

/** Operations on budgets. */
export const budgetOperations: readonly Operation[] = [
  listBudgetsOperation,
  addBudgetOperation,
  changeBudgetOperation,
  removeBudgetOperation,
];
