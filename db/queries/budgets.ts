import { and, asc, eq, or, type SQL, sql } from "drizzle-orm";
import type { Budget } from "../../lib/contracts/budgets.ts";
import { usdOf } from "../../lib/core/money.ts";
import type { Queryable } from "../client.ts";
import { apiKeys } from "../schema/api-keys.ts";
import { budgets, budgetUses } from "../schema/budgets.ts";
import { run } from "./run.ts";

export type StoredBudget = typeof budgets.$inferSelect;

/** Beginning of the period that is now, by the database's clock: all replicas have one day. */
export const periodStart = sql<Date>`date_trunc(${budgets.period}, clock_timestamp(), 'UTC')`;
const periodEnd = sql<Date>`${periodStart} + case ${budgets.period} when 'day' then interval '1 day' else interval '1 month' end`;

const currentUse = and(eq(budgetUses.budgetId, budgets.id), eq(budgetUses.periodStart, periodStart));

const useColumns = {
  budget: budgets,
  periodStart: sql<Date>`to_json(${periodStart})#>>'{}'`.mapWith((value: string) => new Date(value)),
  spentNanoUsd: sql<bigint>`coalesce(${budgetUses.spentNanoUsd}, 0)`.mapWith(BigInt),
  reservedNanoUsd: sql<bigint>`coalesce(${budgetUses.reservedNanoUsd}, 0)`.mapWith(BigInt),
  warnedPercent: sql<number>`coalesce(${budgetUses.warnedPercent}, 0)`.mapWith(Number),
  endsInMs: sql<number>`extract(epoch from ${periodEnd} - clock_timestamp()) * 1000`.mapWith(Number),
};

/** Whose call it is, as budgets tell calls apart. */
export interface BudgetPayer {
  account: "triage" | "eval";
  team: string | null;
  apiKeyId: string | null;
}

function appliesTo({ account, team, apiKeyId }: BudgetPayer): SQL | undefined {
  const isSubject = (subject: StoredBudget["subject"]) => eq(budgets.subject, subject);
  return or(
    isSubject("everything"),
    account === "eval" ? isSubject("evals") : undefined,
    team === null ? undefined : and(isSubject("team"), eq(budgets.team, team)),
    apiKeyId === null ? undefined : and(isSubject("key"), eq(budgets.apiKeyId, apiKeyId)),
  );
}

/** The budgets a call counts in, with their use in the current period, in the order in which they are locked. */
export async function findApplyingBudgets(db: Queryable, payer: BudgetPayer) {
  return await run(
    db
      .select(useColumns)
      .from(budgets)
      .leftJoin(budgetUses, currentUse)
      .where(appliesTo(payer))
      .orderBy(asc(budgets.id)),
  );
}

const shownColumns = {
  ...useColumns,
  apiKeyName: apiKeys.name,
  endsAt: sql<string>`to_json(${periodEnd})#>>'{}'`,
};

async function readBudgets(db: Queryable, where?: SQL): Promise<Budget[]> {
  const rows = await run(
    db
      .select(shownColumns)
      .from(budgets)
      .leftJoin(budgetUses, currentUse)
      .leftJoin(apiKeys, eq(apiKeys.id, budgets.apiKeyId))
      .where(where)
      .orderBy(asc(budgets.createdAt), asc(budgets.id)),
  );
  return rows.map(({ budget, ...use }) => ({
    id: budget.id,
    subject: budget.subject,
    team: budget.team,
    apiKeyId: budget.apiKeyId,
    apiKeyName: use.apiKeyName,
    period: budget.period,
    limitUsd: usdOf(budget.limitNanoUsd),
    overBudget: budget.overBudget,
    origin: budget.origin,
    spentUsd: usdOf(use.spentNanoUsd),
    reservedUsd: usdOf(use.reservedNanoUsd),
    periodStart: use.periodStart.toISOString(),
    periodEnd: new Date(use.endsAt).toISOString(),
  }));
}

/** All budgets with their use in the current period, oldest first. */
export async function listBudgets(db: Queryable): Promise<Budget[]> {
  return await readBudgets(db);
}

export async function findBudget(db: Queryable, id: string): Promise<Budget | null> {
  const [budget] = await readBudgets(db, eq(budgets.id, id));
  return budget ?? null;
}

/** Any fixed number: whoever adds a budget holds this lock until it is counted and stored. */
const budgetsLock = 7_041_906_234;

/**
 * Stores a budget, as used as the ledger says for its current period; `full` when there are as many as there may be,
 * `known` when there is one for the same subject, period and end.
 */
export async function insertBudget(
  tx: Queryable,
  budget: StoredBudget,
  budgetsMax: number,
): Promise<"stored" | "full" | "known"> {
  await run(tx.execute(sql`select pg_advisory_xact_lock(${budgetsLock})`));
  const count = await run(tx.$count(budgets));
  if (count >= budgetsMax) return "full";
  const stored = await run(
    tx.insert(budgets).values(budget).onConflictDoNothing().returning({ id: budgets.id }),
  );
  if (stored.length === 0) return "known";
  await countWhatWasSpent(tx, budget.id);
  return "stored";
}

/** What the ledger knows was spent before the budget was there. */
async function countWhatWasSpent(tx: Queryable, id: string): Promise<void> {
  await run(
    tx.execute(sql`
      insert into budget_uses (budget_id, period_start, spent_nano_usd, reserved_nano_usd)
      select ${budgets.id}, ${periodStart}, coalesce(sum(attempts.cost_nano_usd), 0), 0
      from ${budgets} left join attempts
        on attempts.started_at >= ${periodStart}
        and (${budgets.subject} <> 'evals' or attempts.account = 'eval')
        and (${budgets.subject} <> 'team' or attempts.team = ${budgets.team})
        and (${budgets.subject} <> 'key' or attempts.api_key_id = ${budgets.apiKeyId})
      where ${budgets.id} = ${id}
      group by ${budgets.id}
      on conflict do nothing`),
  );
}

type StoredChange = Partial<Pick<StoredBudget, "limitNanoUsd" | "overBudget">>;

/** Locks a budget that an administrator made, to change it; null when there is none, or it is the environment's. */
export async function lockBudget(tx: Queryable, id: string): Promise<StoredBudget | null> {
  const [budget] = await run(tx.select().from(budgets).where(eq(budgets.id, id)).for("update"));
  return budget ?? null;
}

/** What was told of its use is told again when the limit is another one. */
export async function updateBudget(tx: Queryable, id: string, change: StoredChange): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await run(tx.update(budgets).set(change).where(eq(budgets.id, id)));
  if (change.limitNanoUsd === undefined) return;
  await run(tx.update(budgetUses).set({ warnedPercent: 0 }).where(eq(budgetUses.budgetId, id)));
}

export async function deleteBudget(tx: Queryable, id: string): Promise<void> {
  await run(tx.delete(budgets).where(eq(budgets.id, id)));
}

/** Id of the budget that `TRIAGE_DAILY_BUDGET_USD` stands for. */
export const environmentBudgetId = "bud_environment000000000000000";
