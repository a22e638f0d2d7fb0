import { AppError } from "../../lib/core/errors.ts";
import { databaseDown } from "../availability.ts";

/**
 * SQLSTATE classes in which the database, not the query, is the problem: connection, resources, operator
 * intervention (PostgreSQL appendix A). Such a query may succeed later.
 */
const passingClasses = ["08", "53", "57"];

/**
 * SQLSTATE of what PostgreSQL itself refused; null for any other error. Errors are told apart by what they hold: Next
 * bundles the driver and the query builder several times, each time with classes of their own.
 */
function sqlStateOf(error: unknown): string | null {
  return error instanceof Error && error.name === "PostgresError" && "code" in error
    ? String(error.code)
    : null;
}

const isQueryBuilders = (error: unknown): error is Error =>
  error instanceof Error && "query" in error && "params" in error;

function isPassing(error: unknown): boolean {
  const sqlState = sqlStateOf(error);
  if (sqlState !== null) return passingClasses.includes(sqlState.slice(0, 2));
  // Everything else the driver throws by itself is about the connection: refused, reset, ended, timed out.
  return error instanceof Error && "code" in error;
}

/**
 * Awaits a query. A failure becomes an AppError, `unavailable` when the database could not be asked. The query
 * builder's own error is dropped because its message holds the parameters, and with them ticket texts and hashes.
 */
export async function run<Result>(query: PromiseLike<Result>): Promise<Result> {
  try {
    return await query;
  } catch (error) {
    const cause = isQueryBuilders(error) ? error.cause : error;
    if (cause instanceof AppError) throw cause;
    if (isPassing(cause)) throw databaseDown(cause);
    throw new AppError("internal", "The database refused a query.", { cause });
  }
}

/** True for a failed `run` whose cause is a row that already exists. */
export function isUniqueViolation(error: unknown): boolean {
  const cause = error instanceof AppError ? error.cause : error;
  return sqlStateOf(cause) === "23505";
}
