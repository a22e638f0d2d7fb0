"use client";

import { useMutation } from "@tanstack/react-query";
import { FolderSync, Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { importRunbooksOperation, resyncRunbooksOperation } from "#lib/contracts/knowledge-operations.ts";
import type { RunbookImportAnswer } from "#lib/contracts/runbooks.ts";
import { CheckoutNote } from "./checkout-note.tsx";
import { ImportChanges } from "./import-changes.tsx";
import { batchesOf, readRunbookFiles } from "./runbook-files.ts";

type Totals = Omit<RunbookImportAnswer, "source" | "importedAt">;

const nothing: Totals = {
  added: 0,
  changed: 0,
  removed: 0,
  unchanged: 0,
  refused: [],
  changes: { added: [], changed: [], removed: [] },
  commit: null,
  branch: null,
};

const plus = (a: Totals, b: Totals): Totals => ({
  added: a.added + b.added,
  changed: a.changed + b.changed,
  removed: a.removed + b.removed,
  unchanged: a.unchanged + b.unchanged,
  refused: [...a.refused, ...b.refused],
  changes: {
    added: [...a.changes.added, ...b.changes.added],
    changed: [...a.changes.changed, ...b.changes.changed],
    removed: [...a.changes.removed, ...b.changes.removed],
  },
  commit: b.commit,
  branch: b.branch,
});

async function upload(files: readonly File[]): Promise<Totals> {
  const { runbooks, refused } = await readRunbookFiles(files);
  let totals: Totals = { ...nothing, refused };
  for (const batch of batchesOf(runbooks)) {
    const { path, answer } = importRunbooksOperation;
    totals = plus(totals, await callApi(path, answer, { body: { runbooks: batch } }));
  }
  return totals;
}

/** Brings runbooks in: from the configured folder again, or from files. For administrators. */
export function ImportPanel({ folder }: { folder: string | null }) {
  const router = useRouter();
  const fileRef = useRef<HTMLInputElement>(null);
  const work = useMutation({
    mutationFn: async (files: readonly File[] | null): Promise<Totals> =>
      files === null
        ? await callApi(resyncRunbooksOperation.path, resyncRunbooksOperation.answer, { body: {} })
        : await upload(files),
    onSettled: () => router.refresh(),
  });
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        {folder === null ? null : (
          <Button disabled={work.isPending} onClick={() => work.mutate(null)}>
            <FolderSync aria-hidden />
            Re-sync folder
          </Button>
        )}
        <Button disabled={work.isPending} onClick={() => fileRef.current?.click()}>
          <Upload aria-hidden />
          Upload markdown
        </Button>
        <input
          ref={fileRef}
          type="file"
          multiple
          accept=".md,.markdown,text/markdown"
          hidden
          aria-label="Markdown files"
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = "";
            if (files.length > 0) work.mutate(files);
          }}
        />
      </div>
      <div role="status" className="text-sm text-ink-muted">
        {work.isPending ? "Importing…" : null}
        {work.data ? <ImportSummary totals={work.data} /> : null}
      </div>
      {work.isError ? (
        <ErrorState title="The import failed" requestId={toProblemError(work.error).requestId}>
          {toProblemError(work.error).problem.detail}
        </ErrorState>
      ) : null}
    </div>
  );
}

function ImportSummary({ totals }: { totals: Totals }) {
  const { added, changed, removed, unchanged, refused, changes, commit, branch } = totals;
  return (
    <div className="flex flex-col gap-2">
      <p>
        {added} added, {changed} changed, {removed} removed, {unchanged} unchanged.
      </p>
      <CheckoutNote commit={commit} branch={branch} />
      <ImportChanges changes={changes} />
      {refused.length > 0 ? (
        <ul className="list-disc pl-5 text-danger">
          {refused.map(({ file, reason }) => (
            <li key={file} className="wrap-anywhere">
              {file} {reason}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
