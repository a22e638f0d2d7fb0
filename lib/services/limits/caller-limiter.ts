import type { Database } from "#db/client.ts";
import { addToWindow, type Counted, takeFromWindow } from "#db/queries/caller-windows.ts";
import type { Actor } from "#lib/contracts/access.ts";
import { type CallerLimits, noLimits } from "#lib/contracts/limits.ts";
import { AppError, isUnavailable } from "#lib/core/errors.ts";
import type { Logger } from "#lib/core/logger.ts";
import { type LimitState, refusalHeaders } from "#lib/core/rate-limit-headers.ts";
import type { Runtime } from "#lib/core/runtime.ts";
import { usedOf, type Window, waitMsFor, windowAt, windowMs } from "#lib/core/sliding-window.ts";

/** A limit this large is counted in hundredths of it, so that not every request asks the database. */
const countedSinglyUpTo = 6_000;
const portions = 100;

interface Limit extends Counted {
  limit: number;
}

/** Requests that were counted in the database already and not made yet. */
interface Portion {
  minute: number;
  left: number;
  remaining: number;
  /** The last portion of a minute may not fit as a whole: what is left is counted one by one. */
  singly: boolean;
}

/** Gives back what was kept for a call, or counts what it took beyond that. */
export type SettleTokens = (used: number) => void;

const nothingToSettle: SettleTokens = () => {};

const minuteOf = (nowMs: number) => Math.floor(nowMs / windowMs);

const keyOf = ({ kind, name, measure }: Counted) => `${kind} ${measure} ${name}`;

/**
 * Requests and tokens a minute for each key and team. Counted in the database, so that replicas share a limit; while the
 * database is away, each process counts by itself.
 */
export class CallerLimiter {
  readonly #database: Database;
  readonly #runtime: Runtime;
  readonly #logger: Logger;
  /** Of keys without limits of their own. */
  readonly defaults: CallerLimits;
  /** Also while it is being counted, so that a burst counts one portion and not one for each request. */
  readonly #portions = new Map<string, Promise<Portion>>();
  readonly #own = new Map<string, Window>();

  constructor(parts: { database: Database; runtime: Runtime; logger: Logger; defaults: CallerLimits }) {
    this.#database = parts.database;
    this.#runtime = parts.runtime;
    this.#logger = parts.logger;
    this.defaults = parts.defaults;
  }

  /** Counts a request. Throws `rate_limited` for one too many; otherwise says what is left. */
  async admit(actor: Actor): Promise<LimitState[]> {
    const states: LimitState[] = [];
    const counted: Limit[] = [];
    for (const limit of this.#limitsOf(actor, "requests")) {
      const state = await this.#takeRequest(limit).catch((error: unknown) => {
        // What another limit counted already was not used.
        for (const one of counted) this.#add(one, -1);
        throw error;
      });
      counted.push(limit);
      states.push(state);
    }
    return states;
  }

  /**
   * Keeps back the tokens that a call is likely to take. Throws `rate_limited` when they do not fit; what the call
   * really took is told to the answer.
   */
  async takeTokens(actor: Actor, likely: number): Promise<SettleTokens> {
    const limits = this.#limitsOf(actor, "tokens");
    if (limits.length === 0) return nothingToSettle;
    const kept: { limit: Limit; amount: number }[] = [];
    for (const limit of limits) {
      const amount = Math.min(likely, limit.limit);
      await this.#take(limit, amount).catch((error: unknown) => {
        for (const one of kept) this.#add(one.limit, -one.amount);
        throw error;
      });
      kept.push({ limit, amount });
    }
    return (used) => {
      for (const { limit, amount } of kept) this.#add(limit, used - amount);
    };
  }

  #limitsOf(actor: Actor, measure: Counted["measure"]): Limit[] {
    if (actor.type !== "api_key") return [];
    const { key = noLimits, team = noLimits } = actor.limits ?? {};
    const field = measure === "requests" ? "requestsPerMinute" : "tokensPerMinute";
    const ofKey = key[field] ?? this.defaults[field];
    const ofTeam = actor.team === null ? null : team[field];
    return [
      ...(ofKey === null ? [] : [{ kind: "key" as const, name: actor.id, measure, limit: ofKey }]),
      ...(ofTeam === null ? [] : [{ kind: "team" as const, name: actor.team ?? "", measure, limit: ofTeam }]),
    ];
  }

  async #takeRequest(limit: Limit): Promise<LimitState> {
    if (limit.limit < countedSinglyUpTo) return await this.#take(limit, 1);
    const key = keyOf(limit);
    for (;;) {
      const asked = this.#portions.get(key);
      const portion = await asked;
      const nowMs = this.#runtime.now().getTime();
      if (portion?.minute === minuteOf(nowMs)) {
        if (portion.singly) return await this.#take(limit, 1);
        if (portion.left > 0) {
          portion.left--;
          portion.remaining--;
          return { ...nameOf(limit), remaining: portion.remaining, resetMs: windowMs - (nowMs % windowMs) };
        }
      }
      if (this.#portions.get(key) === asked) this.#portions.set(key, this.#takePortion(limit));
    }
  }

  async #takePortion(limit: Limit): Promise<Portion> {
    const minute = minuteOf(this.#runtime.now().getTime());
    const amount = Math.floor(limit.limit / portions);
    try {
      const { remaining } = await this.#take(limit, amount);
      return { minute, left: amount, remaining: remaining + amount, singly: false };
    } catch {
      return { minute, left: 0, remaining: 0, singly: true };
    }
  }

  /** Counts `amount` against a limit, or throws. */
  async #take(limit: Limit, amount: number): Promise<LimitState> {
    const { admitted, window, nowMs } = await takeFromWindow(
      this.#database,
      limit,
      amount,
      limit.limit,
    ).catch((error: unknown) => {
      if (!isUnavailable(error)) throw error;
      return this.#takeOwn(limit, amount);
    });
    const state = {
      ...nameOf(limit),
      remaining: admitted ? limit.limit - usedOf(window, nowMs) : 0,
      resetMs: windowMs - (nowMs % windowMs),
    };
    if (admitted) return state;
    const waitMs = waitMsFor(window, { amount, limit: limit.limit, nowMs });
    throw new AppError("rate_limited", refusalOf(limit), {
      headers: refusalHeaders([{ ...state, resetMs: waitMs }], waitMs),
    });
  }

  #takeOwn(limit: Limit, amount: number) {
    const nowMs = this.#runtime.now().getTime();
    const window = windowAt(this.#own.get(keyOf(limit)) ?? null, nowMs);
    if (usedOf(window, nowMs) + amount > limit.limit) return { admitted: false, window, nowMs };
    const counted = { ...window, current: window.current + amount };
    this.#own.set(keyOf(limit), counted);
    return { admitted: true, window: counted, nowMs };
  }

  /** Nobody waits for it; what cannot be counted is a minute's matter. */
  #add(limit: Limit, amount: number): void {
    if (amount === 0) return;
    addToWindow(this.#database, limit, amount).catch((error: unknown) => {
      this.#logger.debug({ err: error }, "what a call used is not counted against a limit");
    });
  }
}

const nameOf = ({ kind, measure, limit }: Limit) => ({ name: `${kind}-${measure}`, limit });

const refusalOf = ({ kind, measure, limit }: Limit) =>
  `${kind === "key" ? "This key" : "The team of this key"} may use ${limit} ${measure} a minute.`;
