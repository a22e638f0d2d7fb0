import { and, eq, lte, sql } from "drizzle-orm";
import type { Database, Queryable } from "../client.ts";
import { budgetReservations, budgets, budgetUses } from "../schema/budgets.ts";
import { periodStart } from "./budgets.ts";
import { eventChannel, eventTime } from "./event-channel.ts";
import { run } from "./run.ts";
import { inTransaction } from "./transaction.ts";

/** A budget that a call counts in. `isLimit`: it may refuse the call, and does not merely count it. */
interface CountingBudget {
  id: string;
  isLimit: boolean;
}

interface NewReservation {
  id: string;
  nanoUsd: bigint;
  /** After this it is free again, whatever became of who holds it. */
  ttlMs: number;
}

/** Where money was kept: the call may end in another period. */
export interface Share {
  budgetId: string;
  periodStart: Date;
}

/** Thrown to roll back what the other budgets gave already. */
class NoRoom extends Error {}

/**
 * Keeps money in all budgets of a call, or in none: null when one of them has too little left. Exact under any
 * concurrency: each budget is one statement that changes its row only if the sum fits, and budgets are locked in the
 * order of their ids.
 */
export async function reserve(
  db: Database,
  counting: readonly CountingBudget[],
  reservation: NewReservation,
): Promise<Share[] | null> {
  const [only, ...others] = counting;
  if (!only) return [];
  if (others.length === 0) {
    const share = await reserveIn(db, only, reservation);
    return share && [share];
  }
  const ordered = counting.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  try {
    return await inTransaction(db, async (tx) => {
      const shares: Share[] = [];
      for (const budget of ordered) {
        const share = await reserveIn(tx, budget, reservation);
        if (share === null) throw new NoRoom();
        shares.push(share);
      }
      return shares;
    });
  } catch (error) {
    if (error instanceof NoRoom || (error instanceof Error && error.cause instanceof NoRoom)) return null;
    throw error;
  }
}

/** Nothing is kept in a budget that is gone meanwhile: it limits nothing any more. */
async function reserveIn(
  db: Queryable,
  { id: budgetId, isLimit }: CountingBudget,
  { id, nanoUsd, ttlMs }: NewReservation,
): Promise<Share | null> {
  const limit = sql`(select ${budgets.limitNanoUsd} from ${budgets} where ${budgets.id} = ${budgetId})`;
  const fits = (sum: ReturnType<typeof sql>) => (isLimit ? sql`${sum} <= ${limit}` : sql`true`);
  const rows = await run(
    db.execute<{ period_start: string }>(sql`
      with taken as (
        insert into budget_uses (budget_id, period_start, spent_nano_usd, reserved_nano_usd)
        select ${budgets.id}, ${periodStart}, 0, ${nanoUsd}::bigint from ${budgets}
        where ${budgets.id} = ${budgetId} and ${fits(sql`${nanoUsd}::bigint`)}
        on conflict (budget_id, period_start) do update
          set reserved_nano_usd = budget_uses.reserved_nano_usd + excluded.reserved_nano_usd
          where ${fits(sql`budget_uses.spent_nano_usd + budget_uses.reserved_nano_usd + excluded.reserved_nano_usd`)}
        returning budget_id, period_start
      ), kept as (
        insert into budget_reservations (id, budget_id, period_start, nano_usd, expires_at)
        select ${id}, budget_id, period_start, ${nanoUsd}::bigint,
          clock_timestamp() + make_interval(secs => ${ttlMs / 1000}::double precision)
        from taken returning period_start
      )
      select to_json(period_start)#>>'{}' as period_start from kept`),
  );
  const [row] = rows;
  return row ? { budgetId, periodStart: new Date(row.period_start) } : null;
}

/** How a budget stands after a call was settled. */
interface Settled {
  budgetId: string;
  periodStart: Date;
  spentNanoUsd: bigint;
  limitNanoUsd: bigint;
  warnedPercent: number;
}

/**
 * Counts what a call cost and frees what was kept for it. What ran out meanwhile was freed before; its cost counts
 * all the same.
 */
export async function settle(
  db: Database,
  id: string,
  shares: readonly Share[],
  costNanoUsd: bigint,
): Promise<Settled[]> {
  const [only, ...others] = shares;
  if (!only) return [];
  if (others.length === 0) return await settleIn(db, id, only, costNanoUsd);
  return await inTransaction(db, async (tx) => {
    const settled: Settled[] = [];
    for (const share of shares) settled.push(...(await settleIn(tx, id, share, costNanoUsd)));
    return settled;
  });
}

async function settleIn(db: Queryable, id: string, share: Share, costNanoUsd: bigint): Promise<Settled[]> {
  const freed = db.$with("freed").as(
    db
      .delete(budgetReservations)
      .where(and(eq(budgetReservations.id, id), eq(budgetReservations.budgetId, share.budgetId)))
      .returning({ nanoUsd: budgetReservations.nanoUsd }),
  );
  const rows = await run(
    db
      .with(freed)
      .update(budgetUses)
      .set({
        spentNanoUsd: sql`${budgetUses.spentNanoUsd} + ${costNanoUsd}::bigint`,
        reservedNanoUsd: sql`${budgetUses.reservedNanoUsd} - coalesce((select ${freed.nanoUsd} from ${freed}), 0)`,
      })
      .where(and(eq(budgetUses.budgetId, share.budgetId), eq(budgetUses.periodStart, share.periodStart)))
      .returning({
        spentNanoUsd: budgetUses.spentNanoUsd,
        warnedPercent: budgetUses.warnedPercent,
        limitNanoUsd:
          sql<bigint>`(select ${budgets.limitNanoUsd} from ${budgets} where ${budgets.id} = ${share.budgetId})`.mapWith(
            BigInt,
          ),
      }),
  );
  return rows.map((row) => ({ ...row, ...share }));
}

/** Frees what was kept in a budget for calls whose time is over, by the database's clock. */
export async function expireReservations(db: Queryable, budgetId: string): Promise<number> {
  const gone = db.$with("gone").as(
    db
      .delete(budgetReservations)
      .where(
        and(
          eq(budgetReservations.budgetId, budgetId),
          lte(budgetReservations.expiresAt, sql`clock_timestamp()`),
        ),
      )
      .returning({ periodStart: budgetReservations.periodStart, nanoUsd: budgetReservations.nanoUsd }),
  );
  const sums = sql`(select sum(${gone.nanoUsd}) from ${gone} where ${gone.periodStart} = ${budgetUses.periodStart})`;
  const freed = await run(
    db
      .with(gone)
      .update(budgetUses)
      .set({ reservedNanoUsd: sql`${budgetUses.reservedNanoUsd} - ${sums}` })
      .where(
        and(
          eq(budgetUses.budgetId, budgetId),
          sql`${budgetUses.periodStart} in (select ${gone.periodStart} from ${gone})`,
        ),
      )
      .returning({ periodStart: budgetUses.periodStart }),
  );
  return freed.length;
}

/** Budgets in which something ran out that nobody freed yet. */
export async function findExpired(db: Queryable): Promise<string[]> {
  const rows = await run(
    db
      .selectDistinct({ budgetId: budgetReservations.budgetId })
      .from(budgetReservations)
      .where(lte(budgetReservations.expiresAt, sql`clock_timestamp()`)),
  );
  return rows.map(({ budgetId }) => budgetId);
}

/**
 * Tells listeners that a share of a budget is used, unless they were told in this period by whichever replica. True
 * when they were told now.
 */
export async function warnOnce(
  db: Queryable,
  { budgetId, periodStart: start }: Share,
  { percent, eventId }: { percent: number; eventId: string },
): Promise<boolean> {
  const told = await run(
    db.execute(sql`
      with crossed as (
        insert into budget_uses (budget_id, period_start, spent_nano_usd, reserved_nano_usd, warned_percent)
        select ${budgets.id}, ${start.toISOString()}::timestamptz, 0, 0, ${percent} from ${budgets} where ${budgets.id} = ${budgetId}
        on conflict (budget_id, period_start) do update set warned_percent = excluded.warned_percent
          where budget_uses.warned_percent < excluded.warned_percent
        returning budget_id
      ), new_event as (
        insert into events (id, type, data, created_at)
        select ${eventId}, 'budget.warning',
          jsonb_build_object('budgetId', budget_id, 'percent', ${percent}::integer), ${eventTime}
        from crossed returning id
      )
      select pg_notify(${eventChannel}, id) from new_event`),
  );
  return told.length > 0;
}
