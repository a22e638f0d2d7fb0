import type { Database } from "#db/client.ts";
import {
  expireReservations,
  findExpired,
  reserve,
  type Share,
  settle,
  warnOnce,
} from "#db/queries/budget-reservations.ts";
import { type BudgetPayer, findApplyingBudgets } from "#db/queries/budgets.ts";
import { insertUnknownPrice } from "#db/queries/events.ts";
import { type BudgetState, decide, limits, type Offer, reachedPercent } from "#lib/budgets/reserve.ts";
import type { Logger } from "#lib/core/logger.ts";
import type { Runtime } from "#lib/core/runtime.ts";
import type { BudgetPort, CallCost, Granted, Refused, Wish } from "#lib/gateway/budget-port.ts";
import type { Price, PriceTable } from "#lib/gateway/cost.ts";
import { costAtMost, inputTokensAtMost } from "#lib/gateway/estimate.ts";

/**
 * Tokens a call may write where money is limited: room for reasoning while there is plenty of money, then for any
 * answer, then for most. Compatible servers, which count them as part of a context that may be small, never get the
 * most.
 */
const outputOffers = [8_192, 2_048, 1_024] as const;
const isOwnServer = (model: string) => model.startsWith("compatible:");

/** Over the longest call: what a killed process held is free after it. */
const ttlMarginMs = 5_000;
/** Between two looks whether a call under way gave enough back, more each time. */
const firstPauseMs = 150;
const longestPauseMs = 1_500;
/** Longest wait of a card for the next period: limits may be raised meanwhile. */
const lookAgainMs = 3_600_000;
/** What could not be settled is tried again, and what ran out is freed, this often. */
const tidyEveryMs = 5_000;

interface BudgetsOptions {
  database: Database;
  runtime: Runtime;
  logger: Logger;
  prices: PriceTable;
}

interface Unsettled {
  id: string;
  shares: Share[];
  nanoUsd: bigint;
}

/** The money of all operations of a process; what replicas may spend together stands in the database. */
export class Budgets {
  readonly #options: BudgetsOptions;
  readonly #unknownPrices = new Set<string>();
  /** Least input that a model counted, by model and prompt version: see `inputTokensAtMost`. */
  readonly #seenTokens = new Map<string, number>();
  #unsettled: Unsettled[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(options: BudgetsOptions) {
    this.#options = options;
  }

  /** Frees what killed processes held also while nobody asks for money. */
  start(): void {
    this.#timer = setInterval(() => void this.tidy(), tidyEveryMs);
    this.#timer.unref();
  }

  /** Settles what is left over. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.tidy();
  }

  /** The money of one operation. */
  portFor(payer: BudgetPayer): BudgetPort {
    return {
      reserve: async (wish) => {
        try {
          return await this.#reserve(payer, wish);
        } catch (error) {
          this.#options.logger.warn({ err: error }, "budgets cannot be read; no model is asked");
          return { granted: false, cause: "database", retryAfterMs: null };
        }
      },
    };
  }

  async #reserve(payer: BudgetPayer, wish: Wish): Promise<Granted | Refused> {
    const { database, runtime, prices } = this.#options;
    const price = prices.priceOf(wish.model, runtime.now());
    if (price === null) await this.#tellUnknownPrice(wish.model);
    const giveUpMs = runtime.elapsedMs() + wish.patienceMs;
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      const applying = await findApplyingBudgets(database, payer);
      if (applying.length === 0) return this.#unlimited(wish);
      if (price === null) return { granted: false, cause: "price_unknown", retryAfterMs: null };
      const states = applying.map(({ budget, ...use }): BudgetState => ({ ...budget, ...use }));
      const decision = decide(states, wish.tier, this.#offersFor(wish, price));
      if (decision.kind === "grant") {
        const granted = await this.#take(states, wish, decision.offer);
        if (granted !== null) return granted;
      } else if (decision.exhausted) {
        await Promise.all(decision.by.map((budget) => this.#tellExhausted(budget)));
        const retryAfterMs = Math.min(decision.endsInMs, lookAgainMs);
        return { granted: false, cause: "budget", retryAfterMs };
      }
      for (const { id } of states) await expireReservations(database, id);
      const waitMs = pauseMs * (0.5 + runtime.random());
      if (wish.signal.aborted || runtime.elapsedMs() + waitMs > giveUpMs) {
        // Calls under way hold what is left; most of it will be free in a moment.
        return { granted: false, cause: "budget", retryAfterMs: null };
      }
      await runtime.sleep(waitMs, wish.signal).catch(() => {});
    }
  }

  #offersFor({ model, prompt, reAsk }: Wish, price: Price): Offer[] {
    const seen = this.#seenTokens.get(`${model} ${prompt.version}`) ?? null;
    const inputTokens = inputTokensAtMost(prompt, reAsk, seen);
    return outputOffers
      .filter((_tokens, index) => index > 0 || !isOwnServer(model))
      .map((outputTokens) => ({ outputTokens, nanoUsd: costAtMost(inputTokens, outputTokens, price) }));
  }

  async #take(states: readonly BudgetState[], wish: Wish, offer: Offer): Promise<Granted | null> {
    const { database, runtime } = this.#options;
    const id = runtime.newId("rsv");
    const counting = states.map((budget) => ({ id: budget.id, isLimit: limits(budget, wish.tier) }));
    const reservation = { id, nanoUsd: offer.nanoUsd, ttlMs: wish.timeoutMs + ttlMarginMs };
    const shares = await reserve(database, counting, reservation);
    return (
      shares && {
        granted: true,
        reservedNanoUsd: offer.nanoUsd,
        outputTokensMax: offer.outputTokens,
        settle: async (cost) => {
          this.#learn(wish, cost);
          await this.#settle({ id, shares, nanoUsd: cost.costNanoUsd ?? offer.nanoUsd });
        },
      }
    );
  }

  #unlimited(wish: Wish): Granted {
    return {
      granted: true,
      reservedNanoUsd: null,
      outputTokensMax: null,
      settle: async (cost) => this.#learn(wish, cost),
    };
  }

  #learn({ model, prompt }: Wish, { inputTokens }: CallCost): void {
    if (inputTokens === null || inputTokens === 0) return;
    const key = `${model} ${prompt.version}`;
    this.#seenTokens.set(key, Math.min(inputTokens, this.#seenTokens.get(key) ?? inputTokens));
  }

  async #settle(open: Unsettled): Promise<void> {
    const { database, logger } = this.#options;
    try {
      const settled = await settle(database, open.id, open.shares, open.nanoUsd);
      for (const use of settled) {
        const percent = reachedPercent(use.spentNanoUsd, use.limitNanoUsd);
        if (percent !== null && percent > use.warnedPercent) await this.#tell(use, percent);
      }
    } catch (error) {
      logger.warn({ err: error }, "a call could not be settled; it is tried again");
      this.#unsettled.push(open);
    }
  }

  /** Settles what could not be settled before, and frees what ran out. */
  async tidy(): Promise<void> {
    const { database, logger } = this.#options;
    const open = this.#unsettled;
    this.#unsettled = [];
    for (const each of open) await this.#settle(each);
    try {
      for (const id of await findExpired(database)) await expireReservations(database, id);
    } catch (error) {
      logger.debug({ err: error }, "reservations that ran out could not be freed");
    }
  }

  async #tellExhausted({ id, periodStart, warnedPercent }: BudgetState): Promise<void> {
    if (warnedPercent < 100) await this.#tell({ budgetId: id, periodStart }, 100);
  }

  async #tell(share: Share, percent: number): Promise<void> {
    const { database, runtime, logger } = this.#options;
    const told = await warnOnce(database, share, { percent, eventId: runtime.newId("evt") });
    if (told) logger.warn({ budgetId: share.budgetId, percent }, "a budget is nearly or wholly used up");
  }

  async #tellUnknownPrice(model: string): Promise<void> {
    if (this.#unknownPrices.has(model)) return;
    this.#unknownPrices.add(model);
    const { database, runtime, logger } = this.#options;
    logger.warn(
      { model },
      "the price of this model is unknown: what it costs is in no sum; set TRIAGE_PRICES_FILE",
    );
    await insertUnknownPrice(database, runtime.newId("evt"), model);
  }
}
