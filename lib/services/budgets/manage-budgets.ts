import { findApiKeyName } from "#db/queries/api-keys.ts";
import {
  deleteBudget,
  environmentBudgetId,
  findBudget,
  insertBudget,
  lockBudget,
  listBudgets as queryBudgets,
  type StoredBudget,
  updateBudget,
} from "#db/queries/budgets.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import type { AuditState } from "#lib/contracts/audit.ts";
import { type Budget, type BudgetChange, budgetsMax, type NewBudget } from "#lib/contracts/budgets.ts";
import { AppError } from "#lib/core/errors.ts";
import { nanoUsdOf, usdOf } from "#lib/core/money.ts";
import { recordAudit } from "#lib/services/audit/audit-trail.ts";
import type { ServiceContext } from "#lib/services/context.ts";

type ManageContext = Pick<ServiceContext, "database" | "runtime" | "actor">;

/** All budgets with their use in the current period, oldest first. */
export async function listBudgets({
  database,
}: Pick<ServiceContext, "database">): Promise<{ items: Budget[] }> {
  return { items: await queryBudgets(database) };
}

const nameOf = ({ subject, team, period }: StoredBudget, keyName: string | null) => {
  const whose = { everything: "everything", evals: "eval runs", team: `team ${team}`, key: `key ${keyName}` };
  return `${period === "day" ? "daily" : "monthly"} budget of ${whose[subject]}`;
};

const stateOf = ({ limitNanoUsd, overBudget }: StoredBudget): AuditState => ({
  limitUsd: usdOf(limitNanoUsd),
  overBudget,
});

async function subjectOf(ctx: ManageContext, budget: StoredBudget) {
  const keyName = budget.apiKeyId === null ? null : await findApiKeyName(ctx.database, budget.apiKeyId);
  return { type: "budget", id: budget.id, name: nameOf(budget, keyName) };
}

/** Adds a budget. Throws `conflict` for one that is there already, `invalid_fields` for a key that is not. */
export async function addBudget(ctx: ManageContext, given: NewBudget): Promise<Budget> {
  if (given.apiKeyId !== undefined && (await findApiKeyName(ctx.database, given.apiKeyId)) === null) {
    throw new AppError("invalid_fields", "Some fields are not valid: apiKeyId.", {
      errors: [{ path: "apiKeyId", message: "there is no such key" }],
    });
  }
  const budget: StoredBudget = {
    id: ctx.runtime.newId("bud"),
    subject: given.subject,
    team: given.team ?? null,
    apiKeyId: given.apiKeyId ?? null,
    period: given.period,
    limitNanoUsd: nanoUsdOf(given.limitUsd),
    overBudget: given.overBudget,
    origin: "console",
    createdAt: ctx.runtime.now(),
  };
  const subject = await subjectOf(ctx, budget);
  const stored = await inTransaction(ctx.database, async (tx) => {
    const outcome = await insertBudget(tx, budget, budgetsMax);
    if (outcome !== "stored") return outcome;
    const change = { subject, before: null, after: stateOf(budget) };
    await recordAudit(tx, ctx, { action: "budget.created", ...change });
    return outcome;
  });
  if (stored === "known")
    throw new AppError("conflict", `There is such a ${subject.name} already; change it.`);
  if (stored === "full")
    throw new AppError("conflict", `There are ${budgetsMax} budgets, which is the limit.`);
  return await readBudget(ctx, budget.id);
}

async function readBudget(ctx: ManageContext, id: string): Promise<Budget> {
  const budget = await findBudget(ctx.database, id);
  if (budget === null) throw new AppError("not_found", `There is no budget ${id}.`);
  return budget;
}

/** The environment's own budget is changed where it comes from. */
function checkChangeable(budget: StoredBudget | null, id: string): StoredBudget {
  if (budget === null) throw new AppError("not_found", `There is no budget ${id}.`);
  if (budget.origin === "console") return budget;
  throw new AppError(
    "conflict",
    "This budget is set by TRIAGE_DAILY_BUDGET_USD; change it there and restart.",
  );
}

/** Changes a budget; throws `not_found`, and `conflict` for the environment's. */
export async function changeBudget(
  ctx: ManageContext,
  id: string,
  { limitUsd, overBudget }: BudgetChange,
): Promise<Budget> {
  await inTransaction(ctx.database, async (tx) => {
    const before = checkChangeable(await lockBudget(tx, id), id);
    const change = {
      ...(limitUsd === undefined ? {} : { limitNanoUsd: nanoUsdOf(limitUsd) }),
      ...(overBudget === undefined ? {} : { overBudget }),
    };
    await updateBudget(tx, id, change);
    const states = { before: stateOf(before), after: stateOf({ ...before, ...change }) };
    await recordAudit(tx, ctx, {
      action: "budget.changed",
      subject: await subjectOf(ctx, before),
      ...states,
    });
  });
  return await readBudget(ctx, id);
}

/** Removes a budget; throws `not_found`, and `conflict` for the environment's. */
export async function removeBudget(ctx: ManageContext, id: string): Promise<{ id: string }> {
  await inTransaction(ctx.database, async (tx) => {
    const before = checkChangeable(await lockBudget(tx, id), id);
    const subject = await subjectOf(ctx, before);
    await deleteBudget(tx, id);
    await recordAudit(tx, ctx, { action: "budget.removed", subject, before: stateOf(before), after: null });
  });
  return { id };
}

/** Makes the budget of `TRIAGE_DAILY_BUDGET_USD` what the environment says now; null: it says nothing. */
export async function syncEnvironmentBudget(
  { database, runtime }: Pick<ServiceContext, "database" | "runtime">,
  dailyBudgetUsd: number | null,
): Promise<void> {
  await inTransaction(database, async (tx) => {
    const before = await lockBudget(tx, environmentBudgetId);
    if (dailyBudgetUsd === null) return await deleteBudget(tx, environmentBudgetId);
    const limitNanoUsd = nanoUsdOf(dailyBudgetUsd);
    if (before) {
      if (before.limitNanoUsd !== limitNanoUsd) await updateBudget(tx, before.id, { limitNanoUsd });
      return;
    }
    const budget: StoredBudget = {
      id: environmentBudgetId,
      subject: "everything",
      team: null,
      apiKeyId: null,
      period: "day",
      limitNanoUsd,
      overBudget: "rules",
      origin: "environment",
      createdAt: runtime.now(),
    };
    // A replica that starts at the same time may have stored it; the limit of both is the same.
    await insertBudget(tx, budget, Number.MAX_SAFE_INTEGER);
  });
}
