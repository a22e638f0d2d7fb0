import { sql } from "drizzle-orm";
import type { Queryable } from "../../client.ts";
import { run } from "../run.ts";
import { facts } from "./facts.ts";
import { rawFigures } from "./raw-figures.ts";
import { type FiguresToRead, rawRanges } from "./read-figures.ts";
import { conditionOf, integers, rolledRows } from "./rolled-rows.ts";

const raw = (text: string) => sql.raw(text);

export interface ConfidenceBin {
  /** Tenth of the confidence, 0 to 9. */
  bin: number;
  n: number;
  confidence: number;
  right: number;
}

/** How often cards were right by what they said of themselves, over the whole time. */
export async function readConfidenceBins(
  tx: Queryable,
  { whole, where }: FiguresToRead,
): Promise<ConfidenceBin[]> {
  const fact = facts.reviews;
  const signOf = whole.members.map((members) => members.reduce((sum, { sign }) => sum + sign, 0));
  const columns = (of: string, unit: string) => sql`
    ${raw(of)}.confidence_bin, (${integers(signOf)})[1 + ${raw(unit)}] as sign, ${raw(of)}.first_opinions as n,
    ${raw(of)}.confidence, ${raw(of)}.category_right as "right"`;
  const rows = whole.rolled.length === 0 ? null : rolledRows(fact, whole.rolled, { where, by: null });
  const rolled = rows && sql`select ${columns("r", "unit")} from ${rows.from} union all`;
  const found = await run(
    tx.execute(sql`
      ${rows?.with ?? sql``} select confidence_bin as bin, sum(sign * n)::integer as n,
        sum(sign * confidence)::double precision as confidence, sum(sign * "right")::integer as "right"
      from (
        ${rolled ?? sql``} select ${columns("f", "f.tag")} from (${rawFigures(fact, rawRanges(whole.raw), conditionOf(where))}) f
      ) rows group by confidence_bin order by confidence_bin`),
  );
  return found.map(({ bin, n, confidence, right }) => ({
    bin: Number(bin),
    n: Number(n),
    confidence: Number(confidence),
    right: Number(right),
  }));
}
