import { type Actor, type ApiScope, may } from "#lib/contracts/access.ts";
import { AppError } from "#lib/core/errors.ts";
import { authenticate } from "./authenticate.ts";

/** Who asks, if they may do this; throws `unauthorized` or `forbidden`. */
export async function authorize(request: Request, scope: ApiScope): Promise<Actor> {
  const actor = await authenticate(request);
  if (actor === null)
    throw new AppError("unauthorized", "Send a valid API key as a bearer token, or sign in.");
  if (!may(actor, scope)) throw new AppError("forbidden", `This needs the scope ${scope}.`);
  return actor;
}
