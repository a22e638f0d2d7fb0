import type { Database } from "#db/client.ts";
import { sweepClaims } from "#db/queries/claims.ts";
import { sweepIdempotencyKeys } from "#db/queries/idempotency-keys.ts";
import type { ReusableTriage } from "#db/queries/triages.ts";
import { InOrder } from "#lib/core/in-order.ts";
import { Joins } from "#lib/gateway/joins.ts";
import { Slots } from "#lib/gateway/slots.ts";
import { ClaimKeeper, type ClaimKeeperOptions } from "./claim-keeper.ts";

/**
 * Operations of one process that ask a model at once, and those that wait for their turn. A model answers in seconds,
 * so that the queue is worth waiting in; who finds it full gets a card by rules.
 */
const modelSlots = { concurrent: 64, waiting: 256 };

/** A card that answers more than one report, and how it came to do so. */
export interface SharedAnswer {
  answer: ReusableTriage;
  /** From the cache; else it was made while the others waited for it. */
  reused: boolean;
}

/** What one process knows of the operations that are under way in it. Bounded, and lost with it without harm. */
export interface Admission {
  claims: ClaimKeeper;
  /** By incident key. */
  joins: Joins<SharedAnswer>;
  slots: Slots;
  /**
   * By incident key. Reports of one incident count it in one row and would wait for each other inside the database,
   * each on a connection that others need.
   */
  storing: InOrder;
}

export function createAdmission(options: ClaimKeeperOptions): Admission {
  return {
    claims: new ClaimKeeper(options),
    joins: new Joins(),
    slots: new Slots(modelSlots),
    storing: new InOrder(),
  };
}

/** Removes idempotency keys whose time is over, and claims of dead processes that nobody needed. */
export async function sweepAdmission(database: Database, now: Date): Promise<void> {
  await sweepIdempotencyKeys(database, now);
  await sweepClaims(database);
}
