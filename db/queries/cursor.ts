import { AppError } from "../../lib/core/errors.ts";

/** An opaque word that says where the next page begins: the last id of this one. */
export function cursorOf(lastId: string): string {
  return Buffer.from(lastId).toString("base64url");
}

/** The id in a cursor; throws `invalid_fields` when it is not one of ours. */
export function idOfCursor(cursor: string, prefix: string): string {
  const id = Buffer.from(cursor, "base64url").toString();
  if (new RegExp(`^${prefix}_[0-9a-z]{26}$`).test(id) && cursorOf(id) === cursor) return id;
  throw new AppError("invalid_fields", "Some fields are not valid: cursor.", {
    errors: [{ path: "cursor", message: "is not a nextCursor of this list" }],
  });
}
