import { asc, eq, lt, sql } from "drizzle-orm";
import type { Replica } from "../../lib/contracts/system.ts";
import type { Queryable } from "../client.ts";
import { replicas } from "../schema/replicas.ts";
import { run } from "./run.ts";

type NewReplica = Omit<typeof replicas.$inferInsert, "seenAt">;

/** Silence after which a process is shown as gone; it says something every five seconds. */
const silentSeconds = 20;
/** Silence after which it is not shown any more. */
const forgottenMinutes = 15;
const shownMax = 100;

/** Says that a process is there and how it stands; those that are long gone are forgotten. */
export async function noteReplica(db: Queryable, replica: NewReplica): Promise<void> {
  const seenAt = sql`now()`;
  await run(
    db
      .insert(replicas)
      .values({ ...replica, seenAt })
      .onConflictDoUpdate({ target: replicas.id, set: { state: replica.state, seenAt } }),
  );
  const isForgotten = lt(replicas.seenAt, sql`now() - make_interval(mins => ${forgottenMinutes})`);
  await run(db.delete(replicas).where(isForgotten));
}

/** A process that ends says so. */
export async function removeReplica(db: Queryable, id: string): Promise<void> {
  await run(db.delete(replicas).where(eq(replicas.id, id)));
}

/** Oldest first. */
export async function listReplicas(db: Queryable): Promise<Replica[]> {
  const rows = await run(
    db
      .select({
        replica: replicas,
        alive: sql<boolean>`${replicas.seenAt} > now() - make_interval(secs => ${silentSeconds})`,
      })
      .from(replicas)
      .orderBy(asc(replicas.startedAt), asc(replicas.id))
      .limit(shownMax),
  );
  return rows.map(({ replica: { startedAt, seenAt, ...replica }, alive }) => ({
    ...replica,
    alive,
    startedAt: startedAt.toISOString(),
    seenAt: seenAt.toISOString(),
  }));
}
