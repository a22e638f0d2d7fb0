import { AppError } from "../../lib/core/errors.ts";

/** A cursor of a list that is ordered by position: the last position of the page. */
export const cursorOfPosition = (position: number): string =>
  Buffer.from(`at:${position}`).toString("base64url");

/** The position in a cursor; throws `invalid_fields` when it is not one of ours. */
export function positionOfCursor(cursor: string): number {
  const match = /^at:(\d{1,9})$/.exec(Buffer.from(cursor, "base64url").toString());
  if (match?.[1]) return Number(match[1]);
  throw new AppError("invalid_fields", "Some fields are not valid: cursor.", {
    errors: [{ path: "cursor", message: "is not a nextCursor of this list" }],
  });
}
