import path from "node:path";
import {
  type RefusedRunbook,
  type RunbookImport,
  importRunbooks as storeImport,
} from "#db/queries/import-runbooks.ts";
import type { NewRunbook } from "#db/queries/runbook-rows.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import type { RunbookImportAnswer, RunbookImportRequest } from "#lib/contracts/runbooks.ts";
import { AppError } from "#lib/core/errors.ts";
import { readRunbook, termsOfRunbook } from "#lib/knowledge/runbook-document.ts";
import { type AuditContext, recordAudit } from "#lib/services/audit/audit-trail.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { contentHashOf, openRunbookFolder } from "./runbook-files.ts";

type ImportContext = AuditContext &
  Pick<ServiceContext, "database" | "redact"> &
  Partial<Pick<ServiceContext, "jobs" | "shelfVectors">>;

/** Who writes a runbook pastes commands, and what is in them: secrets and personal data do not come onto the shelf. */
async function toNewRunbook(
  { redact }: ImportContext,
  { id, markdown, contentHash }: { id: string; markdown: string; contentHash: string },
): Promise<NewRunbook | RefusedRunbook> {
  try {
    const { texts } = await redact({ texts: [markdown], record: {} });
    return runbookOf(id, texts[0] ?? "", contentHash);
  } catch {
    return { refused: "could not be checked for secrets" };
  }
}

function runbookOf(id: string, markdown: string, contentHash: string): NewRunbook {
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
  const { counts, refused } = await inTransaction(ctx.database, async (tx) => {
    const stored = await storeImport(tx, { ...input, now });
    const { added, changed, removed } = stored.counts;
    await recordAudit(tx, ctx, {
      action: "runbooks.imported",
      subject: { type: "runbook_source", id: source, name: source },
      before: null,
      after: { ...stored.counts },
    });
    if (ctx.shelfVectors && added + changed + removed > 0) {
      await ctx.jobs?.add(tx, [{ name: "runbooks.embed", data: {} }]);
    }
    return stored;
  });
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
      if (markdown === null) return { refused: "could not be read" };
      const contentHash = present.get(id) ?? contentHashOf(markdown);
      return await toNewRunbook(ctx, { id, markdown, contentHash });
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
    async read(id) {
      const markdown = markdownOf.get(id) ?? "";
      return await toNewRunbook(ctx, { id, markdown, contentHash: contentHashOf(markdown) });
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
