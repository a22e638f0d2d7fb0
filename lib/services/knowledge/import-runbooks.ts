import path from "node:path";
import { type RunbookImport, importRunbooks as storeImport } from "#db/queries/import-runbooks.ts";
import type { NewRunbook } from "#db/queries/runbook-rows.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import type { RunbookImportAnswer, RunbookImportRequest } from "#lib/contracts/runbooks.ts";
import { AppError } from "#lib/core/errors.ts";
import { readRunbook, termsOfRunbook } from "#lib/knowledge/runbook-document.ts";
import { type AuditContext, recordAudit } from "#lib/services/audit/audit-trail.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { contentHashOf, openRunbookFolder } from "./runbook-files.ts";

type ImportContext = AuditContext &
  Pick<ServiceContext, "database"> &
  Partial<Pick<ServiceContext, "jobs" | "shelfVectors">>;

function toNewRunbook(id: string, markdown: string, contentHash: string): NewRunbook {
  const document = readRunbook(id, markdown);
  const terms = termsOfRunbook(document);
  return {
    id,
    title: document.title,
    contentHash,
    nameKey: terms.nameKey,
    titleTerms: terms.title,
    titleJoined: terms.titleJoined,
    sections: document.sections.map((section, index) => ({
      ...section,
      headingTerms: terms.sections[index]?.heading ?? [],
      textTerms: terms.sections[index]?.text ?? [],
    })),
  };
}

async function store(ctx: ImportContext, input: Omit<RunbookImport, "now">): Promise<RunbookImportAnswer> {
  const now = ctx.runtime.now();
  const { source } = input;
  const counts = await inTransaction(ctx.database, async (tx) => {
    const stored = await storeImport(tx, { ...input, now });
    await recordAudit(tx, ctx, {
      action: "runbooks.imported",
      subject: { type: "runbook_source", id: source, name: source },
      before: null,
      after: { ...stored },
    });
    const changed = stored.added + stored.changed + stored.removed > 0;
    if (ctx.shelfVectors && changed) await ctx.jobs?.add(tx, [{ name: "runbooks.embed", data: {} }]);
    return stored;
  });
  const refused = input.refused.slice(0, 20);
  return { source, ...counts, refused, importedAt: now.toISOString() };
}

/**
 * Brings the runbooks of a folder, such as a git checkout, in step with what lies there: new and changed ones are read,
 * those that are gone are removed. Throws `invalid_fields` when the folder cannot be read.
 */
export async function importRunbookFolder(
  ctx: ImportContext,
  folder: string,
  source: string = path.basename(path.resolve(folder)),
): Promise<RunbookImportAnswer> {
  const { present, refused, read } = await openRunbookFolder(folder);
  return await store(ctx, {
    source,
    present,
    refused,
    removeAbsent: true,
    async read(id) {
      const markdown = await read(id);
      return markdown === null
        ? null
        : toNewRunbook(id, markdown, present.get(id) ?? contentHashOf(markdown));
    },
  });
}

/** Takes runbooks that were sent; others of the same source stay. */
export async function importUploadedRunbooks(
  ctx: ImportContext,
  { source, runbooks }: RunbookImportRequest,
): Promise<RunbookImportAnswer> {
  const markdownOf = new Map(runbooks.map(({ id, markdown }) => [id, markdown]));
  const present = new Map(runbooks.map(({ id, markdown }) => [id, contentHashOf(markdown)]));
  return await store(ctx, {
    source,
    present,
    refused: [],
    removeAbsent: false,
    read(id) {
      const markdown = markdownOf.get(id);
      return markdown === undefined ? null : toNewRunbook(id, markdown, contentHashOf(markdown));
    },
  });
}

/** Imports the configured folder again; throws `conflict` where none is configured. */
export async function resyncRunbooks(
  ctx: ImportContext,
  folder: string | null,
): Promise<RunbookImportAnswer> {
  if (folder === null) {
    throw new AppError("conflict", "No folder of runbooks is configured: set TRIAGE_RUNBOOKS_DIR.");
  }
  return await importRunbookFolder(ctx, folder);
}
