import type { Database, Queryable } from "#db/client.ts";
import { isUniqueViolation } from "#db/queries/run.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import {
  endSessions,
  findUserForChange,
  hasOtherAdmin,
  insertUser,
  listUsers as queryUsers,
  type StoredUser,
  type UserRef,
  updateUser,
} from "#db/queries/users.ts";
import type { Role } from "#lib/contracts/access.ts";
import { AppError } from "#lib/core/errors.ts";
import { type AuditContext, recordAudit } from "#lib/services/audit/audit-trail.ts";
import { passwordHashOf } from "./password.ts";

interface UserContext extends AuditContext {
  database: Database;
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

/** A person as the audit trail names and keeps them. */
export const auditedUser = ({ id, email, name, role }: Omit<StoredUser, "disabledAt" | "createdAt">) => ({
  subject: { type: "user", id, name: email },
  state: { name, email, role },
});

/** Throws `conflict` when the e-mail is taken. */
export async function createUser(ctx: UserContext, person: NewPerson): Promise<StoredUser> {
  const { user, passwordHash } = await newUser(ctx.runtime, person);
  const { subject, state } = auditedUser(user);
  try {
    await inTransaction(ctx.database, async (tx) => {
      await insertUser(tx, user, passwordHash);
      await recordAudit(tx, ctx, { action: "user.created", subject, before: null, after: state });
    });
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

/** Changes a person within one transaction, alone among those who change people. Throws `not_found`. */
async function changeUser(
  { database }: UserContext,
  ref: UserRef,
  change: (tx: Queryable, user: StoredUser) => Promise<StoredUser>,
): Promise<StoredUser> {
  return await inTransaction(database, async (tx) => {
    const user = await findUserForChange(tx, ref);
    if (!user) throw new AppError("not_found", `There is no user ${"id" in ref ? ref.id : ref.email}.`);
    return await change(tx, user);
  });
}

/**
 * The console is never without an administrator. Whoever has the machine can make one, so that commands may take the
 * last one.
 */
async function keepAnAdmin(tx: Queryable, ctx: UserContext, user: StoredUser): Promise<void> {
  const isAdmin = user.role === "admin" && user.disabledAt === null;
  if (!isAdmin || ctx.actor.type === "system" || (await hasOtherAdmin(tx, user.id))) return;
  throw new AppError("conflict", "This is the last administrator. Make somebody else one first.");
}

/** Throws `not_found`, and `conflict` when nobody would be administrator any more. */
export async function setUserRole(ctx: UserContext, ref: UserRef, role: Role): Promise<StoredUser> {
  return await changeUser(ctx, ref, async (tx, user) => {
    if (user.role === role) return user;
    await keepAnAdmin(tx, ctx, user);
    await updateUser(tx, user.id, { role }, ctx.runtime.now());
    await recordAudit(tx, ctx, {
      action: "user.role_changed",
      subject: auditedUser(user).subject,
      before: { role: user.role },
      after: { role },
    });
    return { ...user, role };
  });
}

/**
 * Signs the person out everywhere and for good; the time of an earlier disabling stays. Throws `not_found`, and
 * `conflict` when nobody would be administrator any more.
 */
export async function disableUser(ctx: UserContext, ref: UserRef): Promise<StoredUser> {
  return await changeUser(ctx, ref, async (tx, user) => {
    if (user.disabledAt) return user;
    await keepAnAdmin(tx, ctx, user);
    const disabledAt = ctx.runtime.now();
    await updateUser(tx, user.id, { disabledAt }, disabledAt);
    await endSessions(tx, user.id);
    await recordAudit(tx, ctx, {
      action: "user.disabled",
      subject: auditedUser(user).subject,
      before: { disabled: false },
      after: { disabled: true },
    });
    return { ...user, disabledAt };
  });
}
