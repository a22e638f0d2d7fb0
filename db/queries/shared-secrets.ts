import { inArray, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { sharedSecrets } from "../schema/shared-secrets.ts";
import { run } from "./run.ts";

export interface SharedSecret {
  value: string;
  createdAt: Date;
}

/** The secret that counted before, kept under a name of its own; made when the present one took its place. */
const previousOf = (name: string) => `${name}.previous`;

/**
 * The secret of this name, the proposed one when there was none, and the one it replaced. Of two who propose at once
 * both get the same.
 */
export async function sharedSecret(
  db: Queryable,
  name: string,
  proposed: SharedSecret,
): Promise<{ current: SharedSecret; previous: SharedSecret | null }> {
  await run(
    db
      .insert(sharedSecrets)
      .values({ name, ...proposed })
      .onConflictDoNothing(),
  );
  const rows = await run(
    db
      .select()
      .from(sharedSecrets)
      .where(inArray(sharedSecrets.name, [name, previousOf(name)])),
  );
  const current = rows.find((row) => row.name === name);
  if (!current) throw new Error("A secret that was just made is there.");
  return { current, previous: rows.find((row) => row.name === previousOf(name)) ?? null };
}

/** Puts a secret in the place of the present one, which is kept as the previous one. */
export async function replaceSharedSecret(tx: Queryable, name: string, next: SharedSecret): Promise<void> {
  const kept = { value: sql`excluded.value`, createdAt: sql`excluded.created_at` };
  await run(
    tx.execute(sql`
      insert into ${sharedSecrets} (name, value, created_at)
      select ${previousOf(name)}, value, ${next.createdAt.toISOString()} from ${sharedSecrets} where name = ${name}
      on conflict (name) do update set value = excluded.value, created_at = excluded.created_at`),
  );
  await run(
    tx
      .insert(sharedSecrets)
      .values({ name, ...next })
      .onConflictDoUpdate({ target: sharedSecrets.name, set: kept }),
  );
}
