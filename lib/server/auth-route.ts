import type { ErrorCode } from "#lib/contracts/problem.ts";
import { AppError, isUnavailable, rootCauseOf } from "#lib/core/errors.ts";
import { getAuth } from "./auth.ts";
import { getDatabase } from "./database.ts";
import { problemFor } from "./problem-for.ts";
import { requestIdOf } from "./request-id.ts";
import { isSameOrigin } from "./same-origin.ts";

/** What of the authentication library is reachable; everything else it offers does not exist here. */
const endpoints: Readonly<Record<string, "GET" | "POST">> = {
  "/api/auth/sign-in/email": "POST",
  "/api/auth/sign-out": "POST",
  "/api/auth/get-session": "GET",
};

/** The library's refusals in the words of the contract. */
const refusals: Readonly<Record<number, { code: ErrorCode; message: string }>> = {
  400: { code: "invalid_fields", message: "Send an e-mail address and a password as JSON." },
  401: { code: "unauthorized", message: "E-mail or password is wrong." },
  403: { code: "forbidden", message: "This request comes from another site's page." },
  415: { code: "unsupported_media_type", message: "Send the body as application/json." },
  429: { code: "rate_limited", message: "Too many tries. Wait a little." },
};

const isDatabaseAway = () => getDatabase().availability?.isUp() === false;

const away = (cause?: unknown) =>
  new AppError("unavailable", "The database does not answer.", { cause, headers: { "retry-after": "5" } });

/** What the library throws is about the database; its message repeats what the query was given. */
async function askLibrary(request: Request): Promise<Response> {
  try {
    return await getAuth().handler(request);
  } catch (error) {
    const cause = rootCauseOf(error);
    if (isUnavailable(cause) || isDatabaseAway()) throw away(cause);
    throw cause;
  }
}

function refusalOf(response: Response): AppError {
  if (response.status >= 500 && isDatabaseAway()) return away();
  const known = refusals[response.status];
  if (!known) return new AppError("internal", "Something went wrong on our side.");
  const retryAfter = response.headers.get("x-retry-after");
  return new AppError(
    known.code,
    known.message,
    retryAfter ? { headers: { "retry-after": retryAfter } } : {},
  );
}

function checkEndpoint(request: Request): void {
  const allowed = endpoints[new URL(request.url).pathname];
  if (allowed === undefined) throw new AppError("not_found", "There is nothing at this address. See /docs.");
  if (request.method !== allowed) {
    throw new AppError("method_not_allowed", `This address answers to ${allowed}.`, {
      headers: { allow: allowed },
    });
  }
}

/** The library checks this too, but only where it sees cookies and not in every mode. */
function checkOrigin(request: Request): void {
  if (request.method === "GET" || isSameOrigin(request.headers)) return;
  throw new AppError("forbidden", "This request comes from another site's page.");
}

/** The session's token is for the cookie alone, which no script of a page can read; the library repeats it in bodies. */
async function withoutToken(response: Response): Promise<string> {
  const body: unknown = await response.json();
  return JSON.stringify(body, (name, value: unknown) => (name === "token" ? undefined : value));
}

/** Sign-in, sign-out and the current session, by the authentication library; its errors become problem documents. */
export async function handleAuth(request: Request): Promise<Response> {
  const requestId = requestIdOf(request);
  try {
    checkEndpoint(request);
    checkOrigin(request);
    const response = await askLibrary(request);
    if (!response.ok) throw refusalOf(response);
    const headers = new Headers(response.headers);
    headers.set("x-request-id", requestId);
    headers.set("cache-control", "no-store");
    headers.delete("content-length");
    return new Response(await withoutToken(response), { status: response.status, headers });
  } catch (error) {
    return problemFor(error, requestId, "auth");
  }
}
