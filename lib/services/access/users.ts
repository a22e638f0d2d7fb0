import type { Database, Queryable } from "#db/client.ts";
import { dropPasswordLinks } from "#db/queries/password-links.ts";
import { isUniqueViolation } from "#db/queries/run.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import {
  endSessions,
  findListedUser,
  findUserForChange,
  hasOtherAdmin,
  insertUser,
  type ListedUser,
  type NewUser,
  listUsers as queryUsers,
  type StoredUser,
  type UserRef,
  updateUser,
} from "#db/queries/users.ts";
import type { Role } from "#lib/contracts/access.ts";
import type { PageQuery } from "#lib/contracts/page.ts";
import type { InvitedUser, User, UserChange, UserWithLink } from "#lib/contracts/users.ts";
import { AppError } from "#lib/core/errors.ts";
import { type AuditContext, recordAudit } from "#lib/services/audit/audit-trail.ts";
import { passwordHashOf } from "./password.ts";
import { newPasswordLink } from "./password-links.ts";

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

async function storeUser<Result>(
  ctx: UserContext,
  user: NewUser,
  passwordHash: string | null,
  after: (tx: Queryable) => Promise<Result>,
): Promise<Result> {
  const { subject, state } = auditedUser(user);
  try {
    return await inTransaction(ctx.database, async (tx) => {
      await insertUser(tx, user, passwordHash);
      await recordAudit(tx, ctx, { action: "user.created", subject, before: null, after: state });
      return await after(tx);
    });
  } catch (cause) {
    if (isUniqueViolation(cause)) {
      throw new AppError("conflict", `There is a user ${user.email} already.`, { cause });
    }
    throw cause;
  }
}

/** Throws `conflict` when the e-mail is taken. */
export async function createUser(ctx: UserContext, person: NewPerson): Promise<User> {
  const { user, passwordHash } = await newUser(ctx.runtime, person);
  return await storeUser(ctx, user, passwordHash, (tx) => readUser(tx, user.id));
}

const shownUser = ({ createdAt, disabledAt, ...user }: ListedUser): User => ({
  ...user,
  createdAt: createdAt.toISOString(),
  disabledAt: disabledAt?.toISOString() ?? null,
});

/** A page of people, oldest first, disabled ones included; throws `invalid_fields` for a cursor that is not ours. */
export async function listUsers(
  { database }: Pick<UserContext, "database">,
  query: PageQuery,
): Promise<{ items: User[]; nextCursor: string | null }> {
  const { items, nextCursor } = await queryUsers(database, query);
  return { items: items.map(shownUser), nextCursor };
}

async function readUser(tx: Queryable, id: string): Promise<User> {
  const user = await findListedUser(tx, id);
  if (!user) throw new Error("A person who was just changed is there.");
  return shownUser(user);
}

/** Adds a person who chooses a password with the link in the answer. Throws `conflict` when the e-mail is taken. */
export async function inviteUser(ctx: UserContext, person: InvitedUser): Promise<UserWithLink> {
  const id = ctx.runtime.newId("usr");
  const user = { ...person, id, accountId: id, createdAt: ctx.runtime.now() };
  return await storeUser(ctx, user, null, async (tx) => ({
    user: await readUser(tx, id),
    link: await newPasswordLink(tx, ctx, id),
  }));
}

/** A link with which the person chooses a new password. Throws `not_found`, and `conflict` for a disabled person. */
export async function createPasswordLink(ctx: UserContext, id: string): Promise<UserWithLink> {
  return await changeUser(ctx, { id }, async (tx, user) => {
    if (user.disabledAt) throw new AppError("conflict", "The person is disabled. Enable them first.");
    await recordAudit(tx, ctx, {
      action: "user.password_link_created",
      subject: auditedUser(user).subject,
      before: null,
      after: null,
    });
    return { user: await readUser(tx, id), link: await newPasswordLink(tx, ctx, id) };
  });
}

/**
 * Gives a person another role, disables or enables them. Throws `not_found`, and `conflict` when nobody would be
 * administrator any more or when people would disable themselves.
 */
export async function changeUserAccess(
  ctx: UserContext,
  id: string,
  { role, disabled }: UserChange,
): Promise<User> {
  return await changeUser(ctx, { id }, async (tx, user) => {
    let changed = user;
    if (role !== undefined) changed = await changeRole(tx, ctx, changed, role);
    if (disabled !== undefined) changed = await (disabled ? disable : enable)(tx, ctx, changed);
    return await readUser(tx, changed.id);
  });
}

/** Changes a person within one transaction, alone among those who change people. Throws `not_found`. */
async function changeUser<Result>(
  { database }: UserContext,
  ref: UserRef,
  change: (tx: Queryable, user: StoredUser) => Promise<Result>,
): Promise<Result> {
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

type Change = (tx: Queryable, ctx: UserContext, user: StoredUser) => Promise<StoredUser>;

async function changeRole(
  tx: Queryable,
  ctx: UserContext,
  user: StoredUser,
  role: Role,
): Promise<StoredUser> {
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
}

/** Signs the person out everywhere; links to choose a password end too. The time of an earlier disabling stays. */
const disable: Change = async (tx, ctx, user) => {
  if (user.disabledAt) return user;
  if (user.id === ctx.actor.id) {
    throw new AppError("conflict", "Nobody disables themself. Ask another administrator.");
  }
  await keepAnAdmin(tx, ctx, user);
  const disabledAt = ctx.runtime.now();
  await updateUser(tx, user.id, { disabledAt }, disabledAt);
  await endSessions(tx, user.id);
  await dropPasswordLinks(tx, user.id);
  await recordAudit(tx, ctx, {
    action: "user.disabled",
    subject: auditedUser(user).subject,
    before: { disabled: false },
    after: { disabled: true },
  });
  return { ...user, disabledAt };
};

const enable: Change = async (tx, ctx, user) => {
  if (!user.disabledAt) return user;
  await updateUser(tx, user.id, { disabledAt: null }, ctx.runtime.now());
  await recordAudit(tx, ctx, {
    action: "user.enabled",
    subject: auditedUser(user).subject,
    before: { disabled: true },
    after: { disabled: false },
  });
  return { ...user, disabledAt: null };
};

/** Throws `not_found`, and `conflict` when nobody would be administrator any more. */
export async function setUserRole(ctx: UserContext, ref: UserRef, role: Role): Promise<void> {
  await changeUser(ctx, ref, (tx, user) => changeRole(tx, ctx, user, role));
}

/** Signs the person out everywhere and for good. Throws `not_found`, and `conflict` as above. */
export async function disableUser(ctx: UserContext, ref: UserRef): Promise<void> {
  await changeUser(ctx, ref, (tx, user) => disable(tx, ctx, user));
}
