import { sql } from "drizzle-orm";
import type { Queryable } from "../../client.ts";
import { run } from "../run.ts";
import { maskOf } from "./cuboids.ts";
import { type Dimension, dimensions, facts } from "./facts.ts";

/** Most values of a dimension that are offered. */
const valuesMax = 500;

/** Values of each dimension that figures exist for, in their order; what has none is an empty text. */
export async function listKnownValues(tx: Queryable, since: Date): Promise<Map<Dimension, string[]>> {
  const fresh = facts.attempts;
  const pairs = (columnOf: (name: Dimension) => string) =>
    sql.raw(dimensions.map((name) => `('${name}', ${columnOf(name)}, ${maskOf([name])})`).join(", "));
  const rows = await run(
    tx.execute(sql`
      select v.dimension, v.value
      from stats_series s cross join lateral (values ${pairs((name) => `s."${name}"`)}) as v(dimension, value, mask)
      where s.mask = v.mask and s.mask in (${sql.raw(dimensions.map((name) => maskOf([name])).join(", "))})
      union
      select v.dimension, v.value
      from attempts a cross join lateral (values ${pairs((name) => fresh.dimensions[name])}) as v(dimension, value, mask)
      where a.started_at >= ${since.toISOString()}
      order by 1, 2`),
  );
  return new Map(
    dimensions.map((name) => [
      name,
      rows.flatMap((row) => (row.dimension === name ? [String(row.value)] : [])).slice(0, valuesMax),
    ]),
  );
}
