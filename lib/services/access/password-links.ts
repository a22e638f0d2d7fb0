import { createHash, randomBytes } from "node:crypto";
import type { Queryable } from "#db/client.ts";
import {
  findPasswordLinkOwner,
  replacePasswordLink,
  setPasswordHash,
  takePasswordLink,
} from "#db/queries/password-links.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import { endSessions, findUserForChange } from "#db/queries/users.ts";
import { scopesOfRole } from "#lib/contracts/access.ts";
import type { NewPassword, PasswordLink } from "#lib/contracts/users.ts";
import { AppError } from "#lib/core/errors.ts";
import { recordAudit } from "#lib/services/audit/audit-trail.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { passwordHashOf } from "./password.ts";

const validMs = 7 * 86_400_000;

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

/** A link of the person's own, stored by the hash of its token; those made before end. */
export async function newPasswordLink(
  tx: Queryable,
  { runtime }: { runtime: Pick<ServiceContext["runtime"], "now"> },
  userId: string,
): Promise<PasswordLink> {
  const token = randomBytes(24).toString("base64url");
  const createdAt = runtime.now();
  const expiresAt = new Date(createdAt.getTime() + validMs);
  await replacePasswordLink(tx, { tokenHash: hashOf(token), userId, createdAt, expiresAt });
  return { path: `/set-password?token=${token}`, expiresAt: expiresAt.toISOString() };
}

type LinkContext = Pick<ServiceContext, "database" | "runtime">;

/** Can a password be chosen with this token now? */
export async function isPasswordLinkGood(
  { database, runtime }: LinkContext,
  token: string,
): Promise<boolean> {
  return (await findPasswordLinkOwner(database, hashOf(token), runtime.now())) !== null;
}

const linkIsOver = () =>
  new AppError("conflict", "This link was used or is too old. Ask an administrator for a new one.");

/** Chooses a password with a link, which is used up; whoever was signed in as this person no longer is. */
export async function setPassword(
  { database, runtime }: LinkContext,
  { token, password }: NewPassword,
): Promise<{ email: string }> {
  // Anybody may ask: a password is not hashed, which is dear, for nothing.
  const userId = await findPasswordLinkOwner(database, hashOf(token), runtime.now());
  if (userId === null) throw linkIsOver();
  const passwordHash = await passwordHashOf(password);
  return await inTransaction(database, async (tx) => {
    const user = await findUserForChange(tx, { id: userId });
    const isTaken = await takePasswordLink(tx, hashOf(token));
    if (!user || user.disabledAt || !isTaken) throw linkIsOver();
    await setPasswordHash(tx, userId, passwordHash, runtime.now());
    await endSessions(tx, userId);
    const { name, email, role } = user;
    const actor = { type: "user", id: userId, name, email, role, scopes: scopesOfRole[role] } as const;
    await recordAudit(
      tx,
      { actor, runtime },
      {
        action: "user.password_set",
        subject: { type: "user", id: userId, name: email },
        before: null,
        after: null,
      },
    );
    return { email };
  });
}
