import { type Actor, roleSchema, scopesOfRole } from "#lib/contracts/access.ts";
import { AppError, rootCauseOf } from "#lib/core/errors.ts";
import { authenticateApiKey } from "#lib/services/access/api-keys.ts";
import { getAuth } from "./auth.ts";
import { getDatabase } from "./database.ts";
import { getKeyMirror } from "./key-mirror.ts";
import { isSameOrigin } from "./same-origin.ts";

type UserActor = Extract<Actor, { type: "user" }>;

const safeMethods = ["GET", "HEAD", "OPTIONS"];

/** The person whose session these headers carry; null without one, or when the person was disabled. */
export async function authenticateSession(headers: Headers): Promise<UserActor | null> {
  if (!headers.has("cookie")) return null;
  const session = await getAuth()
    .api.getSession({ headers })
    .catch((error: unknown) => {
      throw new AppError("unavailable", "Sessions cannot be read.", {
        cause: rootCauseOf(error),
        headers: { "retry-after": "5" },
      });
    });
  if (!session || session.user.disabledAt) return null;
  const { id, name, email } = session.user;
  const role = roleSchema.parse(session.user.role);
  return { type: "user", id, name, email, role, scopes: scopesOfRole[role] };
}

/**
 * Who is asking: the service whose key the `Authorization` header carries, or the person whose session the cookie
 * carries. null when nobody can be made out; a wrong key is not made good by a session. Throws `forbidden` when
 * another site's page tries to act with a person's session.
 */
export async function authenticate(request: Request): Promise<Actor | null> {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const [, secret] = /^Bearer +(\S+) *$/i.exec(authorization) ?? [];
    return secret === undefined
      ? null
      : await authenticateApiKey({ database: getDatabase(), mirror: getKeyMirror() }, secret, new Date());
  }
  const actor = await authenticateSession(request.headers);
  if (actor !== null && !safeMethods.includes(request.method) && !isSameOrigin(request.headers)) {
    throw new AppError("forbidden", "This request comes from another site's page.");
  }
  return actor;
}
