import { eq, inArray, sql } from "drizzle-orm";
import { type Checkout, firstChanged, type RunbookChanges } from "../../lib/contracts/runbooks.ts";
import type { Queryable } from "../client.ts";
import {
  removedRunbooks,
  runbookSections,
  runbookSources,
  runbooks,
  runbookTerms,
} from "../schema/runbooks.ts";
import { arrayParameter } from "./array-parameter.ts";
import { run } from "./run.ts";
import { type NewRunbook, runbookVector, sectionVector } from "./runbook-rows.ts";
import { storableDeep } from "./storable.ts";

/** Why a runbook does not come onto the shelf. */
export interface RefusedRunbook {
  refused: string;
}

export interface RunbookImport {
  source: string;
  /** Hash of every file that is there now, also of those whose content is not handed in. */
  present: ReadonlyMap<string, string>;
  /** Reads a runbook that is new or has changed. */
  read(id: string): Promise<NewRunbook | RefusedRunbook>;
  /** Remove what this source had before and has no more. */
  removeAbsent: boolean;
  refused: Refusal[];
  checkout: Checkout;
  by: string;
  now: Date;
}

interface Refusal {
  file: string;
  reason: string;
}

interface RunbookImportCounts {
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
}

/** Any fixed number: imports take turns, because each counts the words of the whole shelf anew. */
const importLock = 7_041_906_232;
const runbooksPerStatement = 50;
const refusedMax = 20;

const vector = (literal: string) => sql<string>`${literal}::tsvector`;

async function write(db: Queryable, source: string, batch: readonly NewRunbook[], now: Date): Promise<void> {
  const ids = batch.map(({ id }) => id);
  // Sections go with their runbook.
  await db.delete(runbooks).where(inArray(runbooks.id, ids));
  await db.delete(removedRunbooks).where(inArray(removedRunbooks.id, ids));
  await db.insert(runbooks).values(
    batch.map((runbook) => ({
      id: runbook.id,
      title: runbook.title,
      source,
      contentHash: runbook.contentHash,
      sections: runbook.sections.length,
      nameKey: runbook.nameKey,
      titleTerms: [...runbook.titleTerms],
      titleJoined: [...runbook.titleJoined],
      search: vector(runbookVector(runbook)),
      updatedAt: now,
    })),
  );
  const sections = batch.flatMap((runbook) =>
    runbook.sections.map((section) => ({
      runbookId: runbook.id,
      ordinal: section.ordinal,
      path: [...section.path],
      text: section.text,
      length: section.textTerms.length,
      search: vector(sectionVector(section)),
    })),
  );
  for (let start = 0; start < sections.length; start += 500) {
    await db.insert(runbookSections).values(sections.slice(start, start + 500));
  }
}

/** How many runbooks hold each word, counted by PostgreSQL over the vectors. */
async function countTerms(db: Queryable): Promise<void> {
  await db.delete(runbookTerms);
  await db.execute(sql`
    insert into ${runbookTerms} (term, documents, titles)
    select all_words.word, all_words.ndoc, coalesce(title_words.ndoc, 0)
    from ts_stat('select search from runbooks') all_words
    left join ts_stat('select search from runbooks', 'A') title_words using (word)`);
}

/** Moves runbooks from the shelf to what was removed. */
async function setAside(
  db: Queryable,
  ids: readonly string[],
  { by, now }: Pick<RunbookImport, "by" | "now">,
): Promise<void> {
  const { runbookId, ordinal, path, text } = runbookSections;
  const sections = sql`coalesce((
    select jsonb_agg(jsonb_build_object('ordinal', ${ordinal}, 'path', ${path}, 'text', ${text}) order by ${ordinal})
    from ${runbookSections} where ${runbookId} = ${runbooks.id}), '[]'::jsonb)`;
  const chosen = sql`${runbooks.id} = any(${arrayParameter(ids)}::text[])`;
  await db.delete(removedRunbooks).where(inArray(removedRunbooks.id, [...ids]));
  await db.execute(sql`
    insert into ${removedRunbooks}
      (id, title, source, content_hash, sections, updated_at, removed_at, removed_by)
    select ${runbooks.id}, ${runbooks.title}, ${runbooks.source}, ${runbooks.contentHash}, ${sections},
      ${runbooks.updatedAt}, ${now.toISOString()}::timestamptz, ${by}
    from ${runbooks} where ${chosen}`);
  // Sections go with their runbook.
  await db.delete(runbooks).where(inArray(runbooks.id, [...ids]));
}

/**
 * Brings the stored runbooks of a source in step with what is there now, all or nothing: what has not changed is not
 * read, what is gone is removed. An id that another source had moves to this one.
 */
export async function importRunbooks(
  db: Queryable,
  input: RunbookImport,
): Promise<{ counts: RunbookImportCounts; changes: RunbookChanges; refused: Refusal[] }> {
  const { source, present, now } = input;
  return await run(
    db.transaction(async (transaction) => {
      await transaction.execute(sql`select pg_advisory_xact_lock(${importLock})`);
      const known = await transaction
        .select({ id: runbooks.id, contentHash: runbooks.contentHash })
        .from(runbooks)
        .where(eq(runbooks.source, source));
      const hashes = new Map(known.map(({ id, contentHash }) => [id, contentHash]));
      const counts: RunbookImportCounts = { added: 0, changed: 0, removed: 0, unchanged: 0 };
      const came = new Map<"added" | "changed", string[]>([
        ["added", []],
        ["changed", []],
      ]);
      const refused = [...input.refused];
      let batch: NewRunbook[] = [];
      const flush = async () => {
        if (batch.length > 0) await write(transaction, source, batch, now);
        batch = [];
      };
      for (const [id, contentHash] of present) {
        if (hashes.get(id) === contentHash) {
          counts.unchanged++;
          continue;
        }
        const runbook = await input.read(id);
        if ("refused" in runbook) {
          refused.push({ file: id, reason: runbook.refused });
          continue;
        }
        batch.push(storableDeep(runbook));
        const what = hashes.has(id) ? "changed" : "added";
        counts[what]++;
        came.get(what)?.push(id);
        if (batch.length >= runbooksPerStatement) await flush();
      }
      await flush();
      const gone = input.removeAbsent ? [...hashes.keys()].filter((id) => !present.has(id)) : [];
      for (let start = 0; start < gone.length; start += 1000) {
        await setAside(transaction, gone.slice(start, start + 1000), input);
      }
      counts.removed = gone.length;
      if (counts.added + counts.changed + counts.removed > 0) await countTerms(transaction);
      const shown = refused.slice(0, refusedMax);
      const changes = {
        added: firstChanged(came.get("added") ?? []),
        changed: firstChanged(came.get("changed") ?? []),
        removed: firstChanged(gone),
      };
      const isFolder = input.removeAbsent;
      const row = { ...counts, ...input.checkout, changes, isFolder, refused: shown, importedAt: now };
      await transaction
        .insert(runbookSources)
        .values({ source, ...row })
        .onConflictDoUpdate({ target: runbookSources.source, set: row });
      return { counts, changes, refused: shown };
    }),
  );
}

/** Takes a runbook off the shelf; false when it is not there. */
export async function removeRunbook(
  tx: Queryable,
  id: string,
  who: Pick<RunbookImport, "by" | "now">,
): Promise<boolean> {
  await run(tx.execute(sql`select pg_advisory_xact_lock(${importLock})`));
  const [found] = await run(tx.select({ id: runbooks.id }).from(runbooks).where(eq(runbooks.id, id)));
  if (!found) return false;
  await setAside(tx, [id], who);
  await countTerms(tx);
  return true;
}

/** Puts a removed runbook back; false when there is one of this id meanwhile. */
export async function restoreRunbook(
  tx: Queryable,
  runbook: NewRunbook,
  source: string,
  now: Date,
): Promise<boolean> {
  await run(tx.execute(sql`select pg_advisory_xact_lock(${importLock})`));
  const [found] = await run(tx.select({ id: runbooks.id }).from(runbooks).where(eq(runbooks.id, runbook.id)));
  if (found) return false;
  await write(tx, source, [runbook], now);
  await countTerms(tx);
  return true;
}
