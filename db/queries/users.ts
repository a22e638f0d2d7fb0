import { and, asc, eq, gt, isNull, ne, sql } from "drizzle-orm";
import type { Role } from "../../lib/contracts/access.ts";
import type { PageQuery } from "../../lib/contracts/page.ts";
import type { Queryable } from "../client.ts";
import { accounts, sessions, users } from "../schema/users.ts";
import { idOfCursor, pageFrom } from "./cursor.ts";
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

export interface ListedUser extends StoredUser {
  /** false: the invitation was not taken yet. */
  hasPassword: boolean;
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

const selectListed = (db: Queryable) =>
  db
    .select({ ...userColumns, hasPassword: sql<boolean>`${accounts.password} is not null` })
    .from(users)
    .innerJoin(accounts, and(eq(accounts.userId, users.id), eq(accounts.providerId, "credential")));

export async function hasUsers(db: Queryable): Promise<boolean> {
  const found = await run(db.select({ id: users.id }).from(users).limit(1));
  return found.length > 0;
}

/** A page of people, oldest first, disabled ones included. Throws `invalid_fields` for a foreign cursor. */
export async function listUsers(
  db: Queryable,
  { cursor, limit }: PageQuery,
): Promise<{ items: ListedUser[]; nextCursor: string | null }> {
  const rows = await run(
    selectListed(db)
      .where(cursor ? gt(users.id, idOfCursor(cursor, "usr")) : undefined)
      .orderBy(asc(users.id))
      .limit(limit + 1),
  );
  return pageFrom(rows, limit);
}

/** The person as the list shows them; null when there is none. */
export async function findListedUser(db: Queryable, id: string): Promise<ListedUser | null> {
  const [user] = await run(selectListed(db).where(eq(users.id, id)));
  return user ?? null;
}

export async function isUserEnabled(db: Queryable, id: string): Promise<boolean> {
  const enabled = and(eq(users.id, id), isNull(users.disabledAt));
  const found = await run(db.select({ id: users.id }).from(users).where(enabled));
  return found.length > 0;
}

/**
 * A person with the account the authentication library looks for, without a password (null) until a link is followed; a
 * taken e-mail is a unique violation.
 */
export async function insertUser(db: Queryable, user: NewUser, passwordHash: string | null): Promise<void> {
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

/** Names one person. */
export type UserRef = { id: string } | { email: string };

/** Any fixed number: whoever changes people holds this lock, so that two never take the last two administrators. */
const usersLock = 7_041_906_234;

/** The person, locked until the transaction ends, as everybody else is; null when there is none. */
export async function findUserForChange(tx: Queryable, ref: UserRef): Promise<StoredUser | null> {
  await run(tx.execute(sql`select pg_advisory_xact_lock(${usersLock})`));
  const named = "id" in ref ? eq(users.id, ref.id) : eq(users.email, ref.email);
  const [user] = await run(tx.select(userColumns).from(users).where(named));
  return user ?? null;
}

/** Is there an administrator who can sign in, beside this person? */
export async function hasOtherAdmin(tx: Queryable, id: string): Promise<boolean> {
  const other = and(eq(users.role, "admin"), isNull(users.disabledAt), ne(users.id, id));
  const found = await run(tx.select({ id: users.id }).from(users).where(other).limit(1));
  return found.length > 0;
}

export async function updateUser(
  tx: Queryable,
  id: string,
  change: Partial<Pick<StoredUser, "role" | "disabledAt">>,
  now: Date,
): Promise<void> {
  await run(
    tx
      .update(users)
      .set({ ...change, updatedAt: now })
      .where(eq(users.id, id)),
  );
}

/** Signs the person out everywhere. */
export async function endSessions(tx: Queryable, userId: string): Promise<void> {
  await run(tx.delete(sessions).where(eq(sessions.userId, userId)));
}
