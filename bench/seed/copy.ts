import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Database } from "#db/client.ts";

export type Client = Database["$client"];
/** One connection of a client, for whoever asks several things that belong together. */
export type Connection = Awaited<ReturnType<Client["reserve"]>>;

/** One value of COPY's text format. */
export type Cell =
  | string
  | number
  | bigint
  | boolean
  | Date
  | null
  | readonly (string | number)[]
  | { json: unknown };

const batchCharacters = 60_000;

const signs: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const escaped = (text: string) => text.replace(/[\\\n\r\t]/g, (sign) => signs[sign] ?? sign);
const quoted = (item: string | number) => `"${String(item).replace(/["\\]/g, "\\$&")}"`;

const isList = (cell: Cell): cell is readonly (string | number)[] => Array.isArray(cell);

function written(cell: Cell): string {
  if (cell === null) return "\\N";
  if (typeof cell === "string") return escaped(cell);
  if (typeof cell !== "object") return String(cell);
  if (cell instanceof Date) return cell.toISOString();
  return escaped(isList(cell) ? `{${cell.map(quoted).join(",")}}` : JSON.stringify(cell.json));
}

function* lines(rows: Iterable<readonly Cell[]>): Generator<string> {
  let batch = "";
  for (const row of rows) {
    batch += `${row.map(written).join("\t")}\n`;
    if (batch.length < batchCharacters) continue;
    yield batch;
    batch = "";
  }
  if (batch) yield batch;
}

/** Writes rows into a table as fast as PostgreSQL takes them. */
export async function copyInto(
  sql: Client | Connection,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Cell[]>,
): Promise<void> {
  const sink = await sql.unsafe(`copy ${table} (${columns.join(", ")}) from stdin`).writable();
  await pipeline(Readable.from(lines(rows)), sink);
}
