import { BookMarked } from "lucide-react";
import { PageHeader } from "#components/console/page-header.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { KnowledgeStatus, RunbookPage } from "#lib/contracts/runbooks.ts";
import { ImportPanel } from "./import-panel.tsx";
import { RemovedList } from "./removed-list.tsx";
import { RunbookList } from "./runbook-list.tsx";
import { RunbookSearch } from "./runbook-search.tsx";
import { GapList, SourceList } from "./shelf-status.tsx";

interface KnowledgePageProps {
  status: KnowledgeStatus;
  page: RunbookPage;
  isFirst: boolean;
  /** Since when uses are counted. */
  since: string;
  /** May import. */
  canImport: boolean;
}

/** The shelf of runbooks: what is on it, how tickets find it, what is missing. */
export function KnowledgePage({ status, page, isFirst, since, canImport }: KnowledgePageProps) {
  const importing = canImport ? <ImportPanel folder={status.folder} /> : null;
  return (
    <>
      <PageHeader title="Knowledge">
        <span className="text-xs text-ink-muted tabular-nums">
          {status.runbooks} {status.runbooks === 1 ? "runbook" : "runbooks"}
        </span>
      </PageHeader>
      {status.runbooks === 0 && status.removed.length === 0 ? (
        <EmptyState icon={<BookMarked />} title="No runbooks yet" action={importing}>
          <p>
            With runbooks on the shelf, cards point to the section that fits. Import a folder of markdown,
            such as a git checkout:
          </p>
          <p className="mt-2">
            <code className="font-mono text-xs wrap-anywhere">npm run runbooks -- import ./runbooks</code>
          </p>
          {canImport ? null : <p className="mt-2">Only an administrator can do this.</p>}
        </EmptyState>
      ) : (
        <div className="mx-auto grid w-full max-w-7xl gap-4 p-4 sm:p-6 lg:grid-cols-[minmax(0,1fr)_20rem] lg:gap-6">
          <div className="flex min-w-0 flex-col gap-5">
            <RunbookSearch />
            <RunbookList page={page} isFirst={isFirst} since={since} />
          </div>
          <div className="flex min-w-0 flex-col gap-4">
            {importing}
            <SourceList sources={status.sources} />
            <RemovedList removed={status.removed} canRestore={canImport} />
            <GapList gaps={status.withoutRunbook} />
          </div>
        </div>
      )}
    </>
  );
}
