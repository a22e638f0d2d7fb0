import { and, eq, inArray, sql } from "drizzle-orm";
import type { Queryable } from "../client.ts";
import { runbookSections, runbookSources, runbooks, runbookTerms } from "../schema/runbooks.ts";
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

/**
 * Brings the stored runbooks of a source in step with what is there now, all or nothing: what has not changed is not
 * read, what is gone is removed. An id that another source had moves to this one.
 */
export async function importRunbooks(
  db: Queryable,
  input: RunbookImport,
): Promise<{ counts: RunbookImportCounts; refused: Refusal[] }> {
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
        counts[hashes.has(id) ? "changed" : "added"]++;
        if (batch.length >= runbooksPerStatement) await flush();
      }
      await flush();
      const gone = input.removeAbsent ? [...hashes.keys()].filter((id) => !present.has(id)) : [];
      for (let start = 0; start < gone.length; start += 1000) {
        const ids = gone.slice(start, start + 1000);
        await transaction.delete(runbooks).where(and(eq(runbooks.source, source), inArray(runbooks.id, ids)));
      }
      counts.removed = gone.length;
      if (counts.added + counts.changed + counts.removed > 0) await countTerms(transaction);
      const shown = refused.slice(0, refusedMax);
      const row = { ...counts, refused: shown, importedAt: now };
      await transaction
        .insert(runbookSources)
        .values({ source, ...row })
        .onConflictDoUpdate({ target: runbookSources.source, set: row });
      return { counts, refused: shown };
    }),
  );
}
