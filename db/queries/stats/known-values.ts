import { sql } from "drizzle-orm";
import type { Queryable } from "../../client.ts";
import { run } from "../run.ts";
import { type Dimension, dimensions, facts } from "./facts.ts";

/** Most values of a dimension that are offered. */
const valuesMax = 500;

/** Values of each dimension that figures exist for, in their order; what has none is an empty text. */
export async function listKnownValues(tx: Queryable, since: Date): Promise<Map<Dimension, string[]>> {
  const fresh = facts.attempts;
  const unpivoted = sql.raw(dimensions.map((name) => `('${name}', "${name}")`).join(", "));
  const columns = sql.raw(dimensions.map((name) => `${fresh.dimensions[name]} as "${name}"`).join(", "));
  const names = sql.raw(dimensions.map((name) => `"${name}"`).join(", "));
  const rows = await run(
    tx.execute(sql`
      select v.dimension, v.value
      from (
        select ${names} from stats_series
        union
        select ${columns} from attempts a where a.started_at >= ${since.toISOString()}
      ) series cross join lateral (values ${unpivoted}) as v(dimension, value)
      group by 1, 2 order by 1, 2`),
  );
  return new Map(
    dimensions.map((name) => [
      name,
      rows.flatMap((row) => (row.dimension === name ? [String(row.value)] : [])).slice(0, valuesMax),
    ]),
  );
}
