import { drizzleAdapter } from "better-auth/adapters/drizzle";
import type { Database } from "./client.ts";
import { accounts, rateLimits, sessions, users, verifications } from "./schema/users.ts";

/** What the authentication library stores, in the words it uses for our tables. */
export function authStorage(db: Database) {
  return drizzleAdapter(db, {
    provider: "pg",
    transaction: true,
    schema: {
      user: users,
      session: sessions,
      account: accounts,
      verification: verifications,
      rateLimit: rateLimits,
    },
  });
}
