import { sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { runbookSections, runbooks } from "../schema/runbooks.ts";
import { sectionVectors } from "../schema/section-vectors.ts";
import { run } from "./run.ts";

/** Characters of a section that are embedded: models read some thousands of tokens, and its beginning says most. */
const embeddedCharacters = 4_000;

/** What is embedded of a section: where it stands, and what it says. */
const embeddedText = sql`left(r.title || E'\n' || array_to_string(s.path, ' › ') || E'\n' || s.text, ${sql.raw(String(embeddedCharacters))})`;
const textHash = sql`encode(sha256(convert_to(${embeddedText}, 'UTF8')), 'hex')`;

export interface UnembeddedText {
  hash: string;
  text: string;
}

/** Texts of the shelf that have no vector of this model yet, each once. */
export async function listUnembedded(db: Queryable, model: string, limit: number): Promise<UnembeddedText[]> {
  const rows = await run(
    db.execute<{ hash: string; text: string }>(sql`
      select distinct on (hash) hash, text from (
        select ${textHash} as hash, ${embeddedText} as text
        from ${runbookSections} s join ${runbooks} r on r.id = s.runbook_id
      ) shelf
      where not exists (
        select from ${sectionVectors} v where v.model = ${model} and v.text_hash = shelf.hash
      )
      order by hash limit ${limit}`),
  );
  return [...rows];
}

export interface NewSectionVector {
  model: string;
  textHash: string;
  vector: Buffer;
  simulated: boolean;
  createdAt: Date;
}

export async function insertSectionVectors(
  db: Queryable,
  vectors: readonly NewSectionVector[],
): Promise<void> {
  if (vectors.length === 0) return;
  await run(
    db
      .insert(sectionVectors)
      .values([...vectors])
      .onConflictDoNothing(),
  );
}

/** Removes vectors of texts that the shelf has no more, and of other models. */
export async function deleteStaleVectors(db: Queryable, model: string): Promise<void> {
  await run(
    db.execute(sql`
      delete from ${sectionVectors} v where v.model <> ${model} or not exists (
        select from ${runbookSections} s join ${runbooks} r on r.id = s.runbook_id where ${textHash} = v.text_hash
      )`),
  );
}

/** Changes whenever the vectors of a model or the shelf do. */
export async function shelfVectorsVersion(db: Queryable, model: string): Promise<string> {
  const [row] = await run(
    db.execute<{ version: string }>(sql`
      select concat_ws(' ',
        (select count(*) || ' ' || coalesce(max(created_at)::text, '') from ${sectionVectors} where model = ${model}),
        (select count(*) || ' ' || coalesce(max(updated_at)::text, '') from ${runbooks})) as version`),
  );
  return row?.version ?? "";
}

export interface ShelfVectorRow {
  id: string;
  title: string;
  ordinal: number;
  path: string[];
  vector: Buffer;
}

/** The shelf's sections with their vectors, at most `limit`, in a steady order. */
export async function listShelfVectors(
  db: Queryable,
  model: string,
  limit: number,
): Promise<ShelfVectorRow[]> {
  const rows = await run(
    db.execute<{ id: string; title: string; ordinal: number; path: string[]; vector: Buffer }>(sql`
      select r.id, r.title, s.ordinal, to_jsonb(s.path) as path, v.vector
      from ${runbookSections} s join ${runbooks} r on r.id = s.runbook_id
      join ${sectionVectors} v on v.model = ${model} and v.text_hash = ${textHash}
      order by r.id, s.ordinal limit ${limit}`),
  );
  return [...rows];
}
