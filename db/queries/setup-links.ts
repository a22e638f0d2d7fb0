import { and, eq, isNull, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { setupLinks } from "../schema/setup-links.ts";
import { run } from "./run.ts";
import { hasUsers, insertUser, type NewUser } from "./users.ts";

/** Any fixed number: whoever sets the gateway up holds this lock until the end of the transaction. */
const setupLock = 7_041_906_232;

/** Stores a link by its token's hash; links made before stay valid. */
export async function insertSetupLink(db: Queryable, tokenHash: string, createdAt: Date): Promise<void> {
  await run(db.insert(setupLinks).values({ tokenHash, createdAt }));
}

/** True while nobody exists and the link has not been used. */
export async function isSetupLinkOpen(db: Queryable, tokenHash: string): Promise<boolean> {
  const open = and(eq(setupLinks.tokenHash, tokenHash), isNull(setupLinks.usedAt));
  const found = await run(db.select({ tokenHash: setupLinks.tokenHash }).from(setupLinks).where(open));
  return found.length > 0 && !(await hasUsers(db));
}

/**
 * Creates the first user and uses up every link. Returns false, and changes nothing, when the link is unknown or
 * used or when somebody exists already. Of several that try at the same moment one succeeds.
 */
export async function setUpFirstUser(
  db: Queryable,
  tokenHash: string,
  user: NewUser,
  passwordHash: string,
): Promise<boolean> {
  return await run(
    db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${setupLock})`);
      if (!(await isSetupLinkOpen(tx, tokenHash))) return false;
      await tx.update(setupLinks).set({ usedAt: user.createdAt }).where(isNull(setupLinks.usedAt));
      await insertUser(tx, user, passwordHash);
      return true;
    }),
  );
}
