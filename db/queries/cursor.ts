import { AppError } from "../../lib/core/errors.ts";

const encode = (position: string) => Buffer.from(position).toString("base64url");

/** The position in a cursor, if the cursor is one that we would write; throws `invalid_fields` when it is not. */
function decode(cursor: string, pattern: RegExp): string {
  const position = Buffer.from(cursor, "base64url").toString();
  if (pattern.test(position) && encode(position) === cursor) return position;
  throw new AppError("invalid_fields", "Some fields are not valid: cursor.", {
    errors: [{ path: "cursor", message: "is not a nextCursor of this list" }],
  });
}

/** An opaque word that says where the next page begins: the last id of this one. */
export function cursorOf(lastId: string): string {
  return encode(lastId);
}

/** A page by id from one row more than it may hold, which tells whether there is a next one. */
export function pageFrom<Row extends { id: string }>(
  rows: readonly Row[],
  limit: number,
): { items: Row[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: last && rows.length > limit ? cursorOf(last.id) : null };
}

/** The id in a cursor; throws `invalid_fields` when it is not one of ours. */
export function idOfCursor(cursor: string, prefix: string): string {
  return decode(cursor, new RegExp(`^${prefix}_[0-9a-z]{26}$`));
}

/** A cursor of a list that is sorted by a moment, and by id where moments are equal. */
export function cursorOfMoment(moment: Date, id: string): string {
  return encode(`${moment.getTime()} ${id}`);
}

/** Moment and id in a cursor; throws `invalid_fields` when it is not one of ours. */
export function momentOfCursor(cursor: string): { moment: Date; id: string } {
  const [moment = "", id = ""] = decode(cursor, /^\d{1,15} [a-z]+_[0-9a-z]{26}$/).split(" ");
  return { moment: new Date(Number(moment)), id };
}
