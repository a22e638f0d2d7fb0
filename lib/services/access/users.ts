import type { Database } from "#db/client.ts";
import { isUniqueViolation } from "#db/queries/run.ts";
import {
  disableUser as disableStoredUser,
  insertUser,
  listUsers as queryUsers,
  type StoredUser,
  setUserRole as setStoredRole,
} from "#db/queries/users.ts";
import type { Role } from "#lib/contracts/access.ts";
import { AppError } from "#lib/core/errors.ts";
import type { Runtime } from "#lib/core/runtime.ts";
import { passwordHashOf } from "./password.ts";

interface UserContext {
  database: Database;
  runtime: Pick<Runtime, "now" | "newId">;
}

interface NewPerson {
  name: string;
  /** Lower case, as `emailSchema` makes it. */
  email: string;
  role: Role;
  password: string;
}

/** A person as stored, with an id of their own and the password hashed. */
export async function newUser(runtime: UserContext["runtime"], { password, ...person }: NewPerson) {
  const id = runtime.newId("usr");
  const user = { ...person, id, accountId: id, createdAt: runtime.now() };
  return { user, passwordHash: await passwordHashOf(password) };
}

/** Throws `conflict` when the e-mail is taken. */
export async function createUser({ database, runtime }: UserContext, person: NewPerson): Promise<StoredUser> {
  const { user, passwordHash } = await newUser(runtime, person);
  try {
    await insertUser(database, user, passwordHash);
  } catch (cause) {
    if (isUniqueViolation(cause)) {
      throw new AppError("conflict", `There is a user ${person.email} already.`, { cause });
    }
    throw cause;
  }
  const { accountId: _accountId, ...stored } = user;
  return { ...stored, disabledAt: null };
}

/** Oldest first. */
export async function listUsers({ database }: Pick<UserContext, "database">): Promise<StoredUser[]> {
  return await queryUsers(database);
}

const notFound = (email: string) => new AppError("not_found", `There is no user ${email}.`);

/** Throws `not_found` when nobody has this e-mail. */
export async function setUserRole(
  { database, runtime }: UserContext,
  email: string,
  role: Role,
): Promise<void> {
  if (!(await setStoredRole(database, email, role, runtime.now()))) throw notFound(email);
}

/** Signs the person out everywhere and for good. Throws `not_found` when nobody has this e-mail. */
export async function disableUser({ database, runtime }: UserContext, email: string): Promise<void> {
  if (!(await disableStoredUser(database, email, runtime.now()))) throw notFound(email);
}
