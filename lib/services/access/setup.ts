import { createHash, randomBytes } from "node:crypto";
import type { Database } from "#db/client.ts";
import { insertSetupLink, isSetupLinkOpen, setUpFirstUser } from "#db/queries/setup-links.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import { hasUsers } from "#db/queries/users.ts";
import { type Actor, type SetupRequest, scopesOfRole } from "#lib/contracts/access.ts";
import { AppError } from "#lib/core/errors.ts";
import type { Runtime } from "#lib/core/runtime.ts";
import { recordAudit } from "#lib/services/audit/audit-trail.ts";
import { auditedUser, newUser } from "./users.ts";

interface SetupContext {
  database: Database;
  runtime: Pick<Runtime, "now" | "newId">;
}

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");

/** True until the first person exists. */
export async function needsSetup({ database }: Pick<SetupContext, "database">): Promise<boolean> {
  return !(await hasUsers(database));
}

/** A token for the set-up page; valid until somebody exists. */
export async function createSetupToken({ database, runtime }: SetupContext): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  await insertSetupLink(database, hashOf(token), runtime.now());
  return token;
}

const linkIsClosed = () =>
  new AppError(
    "conflict",
    "This set-up link is not valid any more. Use the one printed at the last start, or sign in.",
  );

/** Creates the first administrator. Throws `conflict` when the link is wrong, or was used, by whomever. */
export async function completeSetup(
  { database, runtime }: SetupContext,
  { token, name, email, password }: SetupRequest,
): Promise<{ email: string }> {
  // Anybody may ask: a password is not hashed, which is dear, for nothing.
  if (!(await isSetupLinkOpen(database, hashOf(token)))) throw linkIsClosed();
  const { user, passwordHash } = await newUser(runtime, { name, email, role: "admin", password });
  const { subject, state } = auditedUser(user);
  const themself: Actor = { type: "user", ...state, id: user.id, scopes: scopesOfRole.admin };
  await inTransaction(database, async (tx) => {
    if (!(await setUpFirstUser(tx, hashOf(token), user, passwordHash))) throw linkIsClosed();
    await recordAudit(
      tx,
      { actor: themself, runtime },
      {
        action: "user.created",
        subject,
        before: null,
        after: state,
        reason: "By the set-up link.",
      },
    );
  });
  return { email };
}
