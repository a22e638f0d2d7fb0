import { and, eq, gt, isNull } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { passwordLinks } from "../schema/password-links.ts";
import { accounts, users } from "../schema/users.ts";
import { run } from "./run.ts";

type PasswordLinkRow = typeof passwordLinks.$inferInsert;

/** Stores the one link of a person that counts; earlier ones are gone. */
export async function replacePasswordLink(tx: Queryable, link: PasswordLinkRow): Promise<void> {
  await dropPasswordLinks(tx, link.userId);
  await run(tx.insert(passwordLinks).values(link));
}

export async function dropPasswordLinks(tx: Queryable, userId: string): Promise<void> {
  await run(tx.delete(passwordLinks).where(eq(passwordLinks.userId, userId)));
}

/** Whose link this is, while it is good and the person is not disabled; null otherwise. */
export async function findPasswordLinkOwner(
  db: Queryable,
  tokenHash: string,
  now: Date,
): Promise<string | null> {
  const [found] = await run(
    db
      .select({ userId: passwordLinks.userId })
      .from(passwordLinks)
      .innerJoin(users, eq(users.id, passwordLinks.userId))
      .where(
        and(
          eq(passwordLinks.tokenHash, tokenHash),
          gt(passwordLinks.expiresAt, now),
          isNull(users.disabledAt),
        ),
      ),
  );
  return found?.userId ?? null;
}

/** Uses a link up; false when somebody else did at the same moment. */
export async function takePasswordLink(tx: Queryable, tokenHash: string): Promise<boolean> {
  const taken = await run(
    tx
      .delete(passwordLinks)
      .where(eq(passwordLinks.tokenHash, tokenHash))
      .returning({ userId: passwordLinks.userId }),
  );
  return taken.length > 0;
}

export async function setPasswordHash(
  tx: Queryable,
  userId: string,
  passwordHash: string,
  now: Date,
): Promise<void> {
  await run(
    tx
      .update(accounts)
      .set({ password: passwordHash, updatedAt: now })
      .where(and(eq(accounts.userId, userId), eq(accounts.providerId, "credential"))),
  );
}
