import type { OverBudget } from "../contracts/budgets.ts";
import type { Tier } from "../contracts/vocabulary.ts";

/** A budget in its current period, as the database says. */
export interface BudgetState {
  id: string;
  overBudget: OverBudget;
  limitNanoUsd: bigint;
  spentNanoUsd: bigint;
  reservedNanoUsd: bigint;
  periodStart: Date;
  /** The highest share that listeners were told of, in per cent. */
  warnedPercent: number;
  /** Until the next period begins. */
  endsInMs: number;
}

/** What a call may cost when it may write so much, the most it should get first and the least it can do with last. */
export interface Offer {
  outputTokens: number;
  nanoUsd: bigint;
}

type Decision =
  | { kind: "grant"; offer: Offer }
  /** `exhausted`: no call that ends gives back enough. */
  | { kind: "refuse"; by: BudgetState[]; exhausted: boolean; endsInMs: number };

/** Calls of the largest offer that have to fit beside this one before it gets that much. */
const roomy = 50n;

/** A budget that only keeps the strong models away counts the cheap ones without stopping them. */
export const limits = ({ overBudget }: Pick<BudgetState, "overBudget">, tier: Tier): boolean =>
  overBudget === "rules" || tier === "strong";

/**
 * Whether a call may be made under all of its budgets, and how much it may write: the largest offer where there is
 * plenty of money, else a leaner one, so that many calls find room at once and the last cents can be used.
 */
export function decide(budgets: readonly BudgetState[], tier: Tier, offers: readonly Offer[]): Decision {
  const limiting = budgets.filter((budget) => limits(budget, tier));
  const [largest, ...leaner] = offers;
  const least = offers.at(-1);
  if (!largest || !least) throw new RangeError("A call needs an offer.");
  const left = (budget: BudgetState) => budget.limitNanoUsd - budget.spentNanoUsd - budget.reservedNanoUsd;
  const fits = (nanoUsd: bigint) => limiting.every((budget) => nanoUsd <= left(budget));
  if (fits(largest.nanoUsd * roomy)) return { kind: "grant", offer: largest };
  const offer = (leaner.length > 0 ? leaner : [largest]).find(({ nanoUsd }) => fits(nanoUsd));
  if (offer) return { kind: "grant", offer };
  const by = limiting.filter((budget) => least.nanoUsd > left(budget));
  const exhausted = by.filter(
    ({ limitNanoUsd, spentNanoUsd }) => least.nanoUsd > limitNanoUsd - spentNanoUsd,
  );
  return {
    kind: "refuse",
    by: exhausted.length > 0 ? exhausted : by,
    exhausted: exhausted.length > 0,
    endsInMs: Math.max(...(exhausted.length > 0 ? exhausted : by).map(({ endsInMs }) => endsInMs)),
  };
}

/** Shares of a budget that are told, each once in a period. The last one is also told when a call is refused. */
const warnAtPercent = [80, 100] as const;

/** The highest share that is reached, in per cent; null below the first. */
export function reachedPercent(spentNanoUsd: bigint, limitNanoUsd: bigint): number | null {
  return warnAtPercent.findLast((percent) => spentNanoUsd * 100n >= limitNanoUsd * BigInt(percent)) ?? null;
}
