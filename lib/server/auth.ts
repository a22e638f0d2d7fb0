import { randomUUID } from "node:crypto";
import { betterAuth } from "better-auth";
import { authStorage } from "#db/auth-storage.ts";
import { isUserEnabled } from "#db/queries/users.ts";
import { roles } from "#lib/contracts/access.ts";
import { clientAddressHeader } from "./client-address.ts";
import { getDatabase } from "./database.ts";
import { getLogger } from "./logger.ts";
import { processSingleton } from "./process-singleton.ts";
import { getSettings } from "./runtime-settings.ts";
import { isSameOrigin } from "./same-origin.ts";

/**
 * A sign-in lasts seven days, used or not. It is not renewed: a page cannot send the renewed cookie, so the browser
 * would forget a session that goes on in the database, and a stolen cookie would live on.
 */
const sessionSeconds = 7 * 86_400;

/** Tries to sign in from one address; a person mistypes a few times, a machine guesses thousands. */
const signInLimit = { window: 60, max: 10 };

/**
 * E-mail, password and sessions in the database. Nobody signs up: people come from the set-up link or the users
 * command, and no request can set their role.
 */
function createAuth() {
  const { appUrl, authSecret } = getSettings();
  const database = getDatabase();
  return betterAuth({
    appName: "Triage Gateway",
    baseURL: appUrl,
    secret: authSecret,
    database: authStorage(database),
    emailAndPassword: { enabled: true, disableSignUp: true },
    user: {
      additionalFields: {
        role: { type: [...roles], required: true, input: false },
        disabledAt: { type: "date", required: false, input: false },
      },
    },
    session: { expiresIn: sessionSeconds, disableSessionRefresh: true },
    databaseHooks: {
      // Refusing the session is what refuses the sign-in.
      session: { create: { before: async ({ userId }) => await isUserEnabled(database, userId) } },
    },
    rateLimit: { enabled: true, storage: "database", customRules: { "/sign-in/email": signInLimit } },
    trustedOrigins: (request) =>
      request && isSameOrigin(request.headers) ? [request.headers.get("origin")] : [],
    advanced: {
      useSecureCookies: appUrl.startsWith("https://"),
      defaultCookieAttributes: { sameSite: "lax", httpOnly: true },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
      database: { generateId: () => randomUUID() },
    },
    telemetry: { enabled: false },
    logger: {
      level: "warn",
      log: (level, message) =>
        getLogger()[level === "error" ? "error" : "debug"]({ library: "better-auth" }, message),
    },
  });
}

/** The authentication of this process. */
export function getAuth() {
  return processSingleton("auth", createAuth);
}
