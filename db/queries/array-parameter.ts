import { type SQL, sql } from "drizzle-orm";
import { makePgArray } from "drizzle-orm/pg-core";

/**
 * A list as one parameter, to be cast to an array type. The driver does not know the types of the server (see
 * db/client.ts) and would send a list in a form that PostgreSQL does not take.
 */
export function arrayParameter(values: readonly (string | number)[]): SQL {
  return sql`${makePgArray([...values])}`;
}
