import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, customType, timestamp } from "drizzle-orm/pg-core";

/** Ids are compared byte by byte, whatever the database's locale, so that time-sorted ids sort by time. */
const orderedText = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

export const identifier = (name: string) => orderedText(name);

/** What full text search looks into. */
export const searchVector = customType<{ data: string }>({ dataType: () => "tsvector" });

export const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** Condition of a CHECK constraint: one of a closed word list of the contract. NULL passes, as in SQL. */
export function oneOf(column: AnyPgColumn, words: readonly string[]): SQL {
  return sql`${column} in (${sql.raw(words.map((word) => `'${word}'`).join(", "))})`;
}
