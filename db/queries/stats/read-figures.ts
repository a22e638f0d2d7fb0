import { type SQL, sql } from "drizzle-orm";
import type { Sketch } from "../../../lib/core/latency-sketch.ts";
import type { StatsFact } from "../../../lib/core/stats-measures.ts";
import type { Queryable } from "../../client.ts";
import { arrayParameter } from "../array-parameter.ts";
import { run } from "../run.ts";
import { type Dimension, type Fact, facts } from "./facts.ts";
import { type Condition, rawFigures, sketchesOf } from "./raw-figures.ts";

/** Time to sum: rows of roll-ups, added or taken off, and raw rows; each piece says which bucket it belongs to. */
export interface TimeToRead {
  rolled: readonly { bucket: number; grain: number; start: number; sign: 1 | -1 }[];
  raw: readonly { bucket: number; from: number; to: number }[];
}

export interface FiguresToRead {
  time: TimeToRead;
  /** Narrows to these values; an empty text is "none". */
  where: Partial<Record<Dimension, string>>;
  /** Splits the buckets from 0 on. */
  by: Dimension | null;
}

/** Sums of one bucket, or of one group of one bucket. */
interface FigureRow {
  bucket: number;
  /** Value of the split; null: of all groups together. */
  group: string | null;
  sums: Record<string, bigint | number>;
}

/** Sketches by bucket, and by group over all buckets from 0 on. */
interface Sketches {
  ofBucket: Map<number, Sketch>;
  ofGroup: Map<string, Sketch>;
}

export interface Figures {
  rows: FigureRow[];
  sketches: Record<string, Sketches>;
}

const raw = (text: string) => sql.raw(text);
const moments = (list: readonly number[]) =>
  sql`${arrayParameter(list.map((moment) => new Date(moment).toISOString()))}::timestamptz[]`;
const integers = (list: readonly number[]) => sql`${arrayParameter(list)}::integer[]`;

const rolledPieces = ({ rolled }: TimeToRead) => sql`
  unnest(${integers(rolled.map(({ bucket }) => bucket))}, ${integers(rolled.map(({ grain }) => grain))},
    ${moments(rolled.map(({ start }) => start))}, ${integers(rolled.map(({ sign }) => sign))})
    as p(bucket, grain, start, sign)`;

const rawRanges = ({ raw: pieces }: TimeToRead) => sql`
  select * from unnest(${integers(pieces.map(({ bucket }) => bucket))}, ${moments(pieces.map(({ from }) => from))},
    ${moments(pieces.map(({ to }) => to))}) as r(tag, starts, ends)`;

const conditionOf =
  (where: FiguresToRead["where"]): Condition =>
  (expressionOf) => {
    const parts = Object.entries(where).map(
      ([dimension, value]) => sql`${raw(expressionOf(dimension as Dimension))} = ${value}`,
    );
    return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
  };

/** Rolled-up and raw figures under each other, as `bucket`, `dim` and what is asked of either. */
function figureRows(
  fact: Fact,
  { time, where, by }: FiguresToRead,
  {
    rolled,
    fresh,
  }: { rolled: { columns: string; from?: string }; fresh: { columns: string; from?: string } },
): SQL {
  const condition = conditionOf(where);
  const series =
    by === null && Object.keys(where).length === 0 ? "" : "join stats_series s on s.id = r.series_id";
  const dimOfRolled = by === null ? "null::text" : `case when p.bucket >= 0 then s."${by}" end`;
  const dimOfRaw = by === null ? "null::text" : `case when f.tag >= 0 then f."${by}" end`;
  return sql`
    select p.bucket, ${raw(dimOfRolled)} as dim, ${raw(rolled.columns)}
    from ${rolledPieces(time)} join ${raw(fact.rollup)} r on r.grain = p.grain and r.start = p.start ${raw(series)}
      ${raw(rolled.from ?? "")}
    where ${condition((dimension) => `s."${dimension}"`)}
    union all
    select f.tag, ${raw(dimOfRaw)}, ${raw(fresh.columns)}
    from (${rawFigures(fact, rawRanges(time), condition)}) f ${raw(fresh.from ?? "")}`;
}

async function readSums(tx: Queryable, fact: Fact, asked: FiguresToRead): Promise<FigureRow[]> {
  const list = (prefix: (name: string) => string) =>
    fact.measures.map((name) => `${prefix(name)} as "${name}"`).join(", ");
  const rows = figureRows(fact, asked, {
    rolled: { columns: list((name) => `p.sign * r."${name}"`) },
    fresh: { columns: list((name) => `f."${name}"`) },
  });
  const sets = asked.by === null ? "(bucket)" : "(bucket), (bucket, dim)";
  const group = asked.by === null ? "null as dim, 1 as all_groups" : "dim, grouping(dim) as all_groups";
  const found = await run(
    tx.execute(sql`
      select bucket, ${raw(group)},
        ${raw(list((name) => `sum("${name}")::${fact.fractional.includes(name) ? "double precision" : "bigint"}`))}
      from (${rows}) rows group by grouping sets (${raw(sets)})`),
  );
  return found.flatMap(({ bucket, dim, all_groups, ...sums }) => {
    if (all_groups === 0 && dim === null) return [];
    const numbers = Object.entries(sums).map(([name, value]) => [
      name,
      fact.fractional.includes(name) ? Number(value) : BigInt(String(value)),
    ]);
    return [
      { bucket: Number(bucket), group: dim === null ? null : String(dim), sums: Object.fromEntries(numbers) },
    ];
  });
}

const sketchOf = (text: string): Sketch =>
  new Map(
    text.split(" ").map((pair): [number, number] => {
      const [bin, count] = pair.split(":");
      return [Number(bin), Number(count)];
    }),
  );

async function readSketches(
  tx: Queryable,
  fact: Fact,
  name: string,
  asked: FiguresToRead,
): Promise<Sketches> {
  const rows = figureRows(fact, asked, {
    rolled: {
      columns: "u.bin, p.sign * u.n as n",
      from: `cross join unnest(r.${name}_bins, r.${name}_counts) as u(bin, n)`,
    },
    fresh: {
      columns: "u.bin, u.n",
      from: `cross join unnest(f.${name}_bins, f.${name}_counts) as u(bin, n)`,
    },
  });
  const sets = asked.by === null ? "(bucket, bin)" : "(bucket, bin), (dim, bin)";
  const found = await run(
    tx.execute(sql`
      select bucket, dim, string_agg(bin || ':' || n, ' ') as sketch
      from (
        select bucket, ${raw(asked.by === null ? "null as dim" : "dim")}, bin, sum(n) as n from (${rows}) rows
        group by grouping sets (${raw(sets)}) having sum(n) <> 0
      ) bins
      where bucket is not null or dim is not null
      group by bucket, dim`),
  );
  const sketches: Sketches = { ofBucket: new Map(), ofGroup: new Map() };
  for (const { bucket, dim, sketch } of found) {
    if (bucket !== null) sketches.ofBucket.set(Number(bucket), sketchOf(String(sketch)));
    else sketches.ofGroup.set(String(dim), sketchOf(String(sketch)));
  }
  return sketches;
}

/** The figures of one kind, from roll-ups and raw rows. */
export async function readFigures(tx: Queryable, name: StatsFact, asked: FiguresToRead): Promise<Figures> {
  const fact = facts[name];
  const rows = await readSums(tx, fact, asked);
  const sketches: Figures["sketches"] = {};
  for (const sketch of sketchesOf(fact)) sketches[sketch] = await readSketches(tx, fact, sketch, asked);
  return { rows, sketches };
}

export interface ConfidenceBin {
  /** Tenth of the confidence, 0 to 9. */
  bin: number;
  n: number;
  confidence: number;
  right: number;
}

/** How often cards were right by what they said of themselves, over all buckets from 0 on. */
export async function readConfidenceBins(tx: Queryable, asked: FiguresToRead): Promise<ConfidenceBin[]> {
  const time = {
    rolled: asked.time.rolled.filter(({ bucket }) => bucket >= 0),
    raw: asked.time.raw.filter(({ bucket }) => bucket >= 0),
  };
  const columns = (of: string, sign: string) =>
    [
      "confidence_bin",
      ...["first_opinions", "confidence", "category_right"].map((name) => `${sign}${of}.${name}`),
    ]
      .map((column, index) => (index === 0 ? `${of}.confidence_bin` : `${column} as v${index}`))
      .join(", ");
  const rows = figureRows(
    facts.reviews,
    { ...asked, time, by: null },
    { rolled: { columns: columns("r", "p.sign * ") }, fresh: { columns: columns("f", "") } },
  );
  const found = await run(
    tx.execute(sql`
      select confidence_bin as bin, sum(v1)::integer as n, sum(v2)::double precision as confidence,
        sum(v3)::integer as "right"
      from (${rows}) rows group by confidence_bin order by confidence_bin`),
  );
  return found.map(({ bin, n, confidence, right }) => ({
    bin: Number(bin),
    n: Number(n),
    confidence: Number(confidence),
    right: Number(right),
  }));
}
