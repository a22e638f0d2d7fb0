import path from "node:path";
import type { Queryable } from "#db/client.ts";
import {
  type RefusedRunbook,
  type RunbookImport,
  importRunbooks as storeImport,
  removeRunbook as storeRemoval,
  restoreRunbook as storeRestored,
} from "#db/queries/import-runbooks.ts";
import type { NewRunbook } from "#db/queries/runbook-rows.ts";
import { findRemovedRunbook } from "#db/queries/runbooks.ts";
import { inTransaction } from "#db/queries/transaction.ts";
import type { RunbookImportAnswer, RunbookImportRequest } from "#lib/contracts/runbooks.ts";
import { AppError } from "#lib/core/errors.ts";
import { type RunbookDocument, readRunbook, termsOfRunbook } from "#lib/knowledge/runbook-document.ts";
import { type AuditContext, recordAudit } from "#lib/services/audit/audit-trail.ts";
import type { ServiceContext } from "#lib/services/context.ts";
import { readCheckout } from "./git-checkout.ts";
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

const runbookOf = (id: string, markdown: string, contentHash: string): NewRunbook =>
  withTerms(readRunbook(id, markdown), contentHash);

function withTerms(document: RunbookDocument, contentHash: string): NewRunbook {
  const terms = termsOfRunbook(document);
  return {
    id: document.id,
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

async function store(
  ctx: ImportContext,
  input: Omit<RunbookImport, "now" | "by">,
): Promise<RunbookImportAnswer> {
  const now = ctx.runtime.now();
  const { source, checkout } = input;
  const { counts, changes, refused } = await inTransaction(ctx.database, async (tx) => {
    const stored = await storeImport(tx, { ...input, by: ctx.actor.name, now });
    const { added, changed, removed } = stored.counts;
    await recordAudit(tx, ctx, {
      action: "runbooks.imported",
      subject: { type: "runbook_source", id: source, name: source },
      before: null,
      after: { ...stored.counts, ...(checkout.commit ? checkout : {}) },
    });
    if (added + changed + removed > 0) await embedLater(ctx, tx);
    return stored;
  });
  return { source, ...counts, ...checkout, changes, refused, importedAt: now.toISOString() };
}

async function embedLater({ shelfVectors, jobs }: ImportContext, tx: Queryable): Promise<void> {
  if (shelfVectors) await jobs?.add(tx, [{ name: "runbooks.embed", data: {} }]);
}

/** Takes a runbook off the shelf; it stays readable for the cards that cite it. Throws `not_found`. */
export async function removeRunbook(ctx: ImportContext, id: string): Promise<void> {
  await inTransaction(ctx.database, async (tx) => {
    if (!(await storeRemoval(tx, id, { by: ctx.actor.name, now: ctx.runtime.now() }))) {
      throw new AppError("not_found", "There is no such runbook on the shelf.");
    }
    const removed = await requireRemoved(tx, id);
    const subject = { type: "runbook", id, name: removed.title };
    const { source, contentHash } = removed;
    await recordAudit(tx, ctx, {
      action: "runbook.removed",
      subject,
      before: { source, contentHash },
      after: null,
    });
    await embedLater(ctx, tx);
  });
}

/** Puts a removed runbook back as it was. Throws `not_found`, and `conflict` when another of its id came meanwhile. */
export async function restoreRunbook(ctx: ImportContext, id: string): Promise<void> {
  await inTransaction(ctx.database, async (tx) => {
    const { title, source, contentHash, sections } = await requireRemoved(tx, id);
    const runbook = withTerms({ id, title, sections }, contentHash);
    if (!(await storeRestored(tx, runbook, source, ctx.runtime.now()))) {
      throw new AppError("conflict", "Another runbook of this id came onto the shelf meanwhile.");
    }
    const subject = { type: "runbook", id, name: title };
    await recordAudit(tx, ctx, {
      action: "runbook.restored",
      subject,
      before: null,
      after: { source, contentHash },
    });
    await embedLater(ctx, tx);
  });
}

async function requireRemoved(tx: Queryable, id: string) {
  const removed = await findRemovedRunbook(tx, id);
  if (!removed) throw new AppError("not_found", "No such runbook was removed.");
  return removed;
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
  // Before the files: a checkout that moves on meanwhile is taken for the older commit, and read again.
  const checkout = await readCheckout(folder);
  const { present, refused, read } = await openRunbookFolder(folder);
  return await store(ctx, {
    source,
    checkout,
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
    checkout: { commit: null, branch: null },
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
