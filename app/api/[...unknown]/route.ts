import { AppError } from "#lib/core/errors.ts";
import { problemFor } from "#lib/server/problem-for.ts";
import { requestIdOf } from "#lib/server/request-id.ts";

/** Whatever no other route answers: a problem document instead of a page. */
const unknownAddress = async (request: Request): Promise<Response> =>
  problemFor(
    new AppError("not_found", "There is nothing at this address. See /docs."),
    requestIdOf(request),
    "unknown",
  );

export {
  unknownAddress as DELETE,
  unknownAddress as GET,
  unknownAddress as HEAD,
  unknownAddress as OPTIONS,
  unknownAddress as PATCH,
  unknownAddress as POST,
  unknownAddress as PUT,
};
