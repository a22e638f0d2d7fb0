import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Role } from "../../lib/contracts/access.ts";
import type { Queryable } from "../client.ts";
import { accounts, sessions, users } from "../schema/users.ts";
import { run } from "./run.ts";

export interface StoredUser {
  id: string;
  name: string;
  /** Lower case. */
  email: string;
  role: Role;
  disabledAt: Date | null;
  createdAt: Date;
}

export interface NewUser extends Omit<StoredUser, "disabledAt"> {
  accountId: string;
}

const userColumns = {
  id: users.id,
  name: users.name,
  email: users.email,
  role: users.role,
  disabledAt: users.disabledAt,
  createdAt: users.createdAt,
};

export async function hasUsers(db: Queryable): Promise<boolean> {
  const found = await run(db.select({ id: users.id }).from(users).limit(1));
  return found.length > 0;
}

/** Oldest first. */
export async function listUsers(db: Queryable): Promise<StoredUser[]> {
  return await run(db.select(userColumns).from(users).orderBy(asc(users.id)));
}

export async function isUserEnabled(db: Queryable, id: string): Promise<boolean> {
  const enabled = and(eq(users.id, id), isNull(users.disabledAt));
  const found = await run(db.select({ id: users.id }).from(users).where(enabled));
  return found.length > 0;
}

/** A person with the password account the authentication library looks for; a taken e-mail is a unique violation. */
export async function insertUser(db: Queryable, user: NewUser, passwordHash: string): Promise<void> {
  const { id, accountId, name, email, role, createdAt } = user;
  const moments = { createdAt, updatedAt: createdAt };
  const person = db.$with("new_user").as(
    db
      .insert(users)
      .values({ id, name, email, role, ...moments })
      .returning({ id: users.id }),
  );
  await run(
    db
      .with(person)
      .insert(accounts)
      .values({
        id: accountId,
        userId: id,
        accountId: id,
        providerId: "credential",
        password: passwordHash,
        ...moments,
      }),
  );
}

/** False when nobody has this e-mail. */
export async function setUserRole(db: Queryable, email: string, role: Role, now: Date): Promise<boolean> {
  const changed = await run(
    db.update(users).set({ role, updatedAt: now }).where(eq(users.email, email)).returning({ id: users.id }),
  );
  return changed.length > 0;
}

/** Ends every session too. False when nobody has this e-mail; the time of an earlier disabling stays. */
export async function disableUser(db: Queryable, email: string, now: Date): Promise<boolean> {
  const disabled = db.$with("disabled").as(
    db
      .update(users)
      .set({ disabledAt: sql`coalesce(${users.disabledAt}, ${now.toISOString()})`, updatedAt: now })
      .where(eq(users.email, email))
      .returning({ id: users.id }),
  );
  const ended = db
    .$with("ended")
    .as(
      db
        .delete(sessions)
        .where(sql`${sessions.userId} in (select id from ${disabled})`)
        .returning({ id: sessions.id }),
    );
  const [count] = await run(
    db
      .with(disabled, ended)
      .select({ users: sql<number>`count(*)`.mapWith(Number) })
      .from(disabled),
  );
  return count !== undefined && count.users > 0;
}
