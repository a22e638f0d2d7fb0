import { and, eq, gt, inArray, lt, sql } from "drizzle-orm";
import type { Database, Queryable } from "../client.ts";
import { claims } from "../schema/claims.ts";
import { run } from "./run.ts";

/** PostgreSQL channel on which the holder of an ended claim is announced. */
export const claimChannel = "gateway_claims";

export interface NewClaim {
  subject: string;
  /** The triage that will be stored. */
  holder: string;
  /** The process that makes it. */
  owner: string;
  leaseMs: number;
}

const leaseEnd = (leaseMs: number) =>
  sql<Date>`clock_timestamp() + make_interval(secs => ${leaseMs / 1000}::double precision)`;

/**
 * Claims a subject unless somebody holds it, and returns who holds it now. A claim that ran out is taken over, by
 * exactly one of those who try.
 */
export async function takeClaim(db: Queryable, { leaseMs, ...claim }: NewClaim): Promise<string> {
  const leaseUntil = leaseEnd(leaseMs);
  const hasRunOut = sql`${claims.leaseUntil} <= clock_timestamp()`;
  const [taken] = await run(
    db
      .insert(claims)
      .values({ ...claim, leaseUntil })
      .onConflictDoUpdate({
        target: claims.subject,
        set: {
          holder: sql`case when ${hasRunOut} then excluded.holder else ${claims.holder} end`,
          owner: sql`case when ${hasRunOut} then excluded.owner else ${claims.owner} end`,
          leaseUntil: sql`case when ${hasRunOut} then excluded.lease_until else ${claims.leaseUntil} end`,
        },
      })
      .returning({ holder: claims.holder }),
  );
  if (!taken) throw new Error("An upsert returns its row.");
  return taken.holder;
}

/** Gives the claims of these triages a new lease. Those that somebody took over stay with them. */
export async function renewClaims(db: Queryable, holders: readonly string[], leaseMs: number): Promise<void> {
  await run(
    db
      .update(claims)
      .set({ leaseUntil: leaseEnd(leaseMs) })
      .where(inArray(claims.holder, [...holders])),
  );
}

/** Which of these triages still hold a claim. */
export async function findHolding(db: Queryable, holders: readonly string[]): Promise<Set<string>> {
  const rows = await run(
    db
      .selectDistinct({ holder: claims.holder })
      .from(claims)
      .where(and(inArray(claims.holder, [...holders]), gt(claims.leaseUntil, sql`clock_timestamp()`))),
  );
  return new Set(rows.map((row) => row.holder));
}

/** Ends claims and announces their holders. Claims that somebody took over stay with them. */
async function releaseWhere(db: Queryable, which: ReturnType<typeof eq>): Promise<void> {
  const released = db
    .$with("released")
    .as(db.delete(claims).where(which).returning({ holder: claims.holder }));
  await run(
    db
      .with(released)
      .select({ announced: sql`pg_notify(${claimChannel}, ${released.holder})` })
      .from(released),
  );
}

/** Ends what a triage holds that will not be stored; storing one ends its claims by itself. */
export async function releaseClaimsOfTriage(db: Queryable, triageId: string): Promise<void> {
  await releaseWhere(db, eq(claims.holder, triageId));
}

/** Ends everything that a process holds, when it stops. */
export async function releaseClaimsOfOwner(db: Queryable, owner: string): Promise<void> {
  await releaseWhere(db, eq(claims.owner, owner));
}

/** Removes claims of dead processes that nobody took over. */
export async function sweepClaims(db: Queryable): Promise<void> {
  await run(db.delete(claims).where(lt(claims.leaseUntil, sql`clock_timestamp() - interval '1 hour'`)));
}

/**
 * Hears of the holder of every claim that is released, on a connection of its own that is opened again when it
 * breaks. What runs out or is released in between is not announced. Resolves when it listens for the first time.
 */
export async function listenForReleases(
  db: Database,
  onReleased: (holder: string) => void,
): Promise<{ close(): Promise<void> }> {
  const { unlisten } = await run(db.$client.listen(claimChannel, onReleased));
  return { close: unlisten };
}
