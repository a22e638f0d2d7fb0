"use client";

import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Download, History, RotateCcw } from "lucide-react";
import { useState } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { pathOf } from "#components/path-of.ts";
import { PagedList } from "#components/settings/paged-list.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { exportEvalSetOperation, restoreEvalSetOperation } from "#lib/contracts/eval-operations.ts";
import type { EvalSet, EvalSetVersionPage, RestoreSet } from "#lib/contracts/eval-set.ts";
import { setVersionsQuery } from "./eval-queries.ts";
import { useSetChanged } from "./use-set-changed.ts";

/** Puts a case back, or a whole set; says when it could not be. */
export function useRestore(set: string) {
  const changed = useSetChanged();
  const toast = useToast();
  return useMutation({
    mutationFn: (body: RestoreSet) =>
      callApi(pathOf(restoreEvalSetOperation.path, { set }), restoreEvalSetOperation.answer, { body }),
    onSettled: () => changed(set),
    onError: (error) => toast("Nothing was restored", toProblemError(error).problem.detail),
  });
}

/** What a set was after each change, and the way back to it. */
export function SetVersions({ set, mayWrite }: { set: EvalSet; mayWrite: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        <History aria-hidden />
        Versions
      </Button>
      <Dialog title={`Versions of ${set.name}`} open={open} onOpenChange={setOpen}>
        <VersionList set={set} mayRestore={mayWrite && !set.builtIn} />
      </Dialog>
    </>
  );
}

function VersionList({ set, mayRestore }: { set: EvalSet; mayRestore: boolean }) {
  const versions = useInfiniteQuery(setVersionsQuery(set.name));
  const toast = useToast();
  const restore = useRestore(set.name);
  const goBackTo = (revision: number) => {
    const before = set.revision;
    restore.mutate(
      { revision },
      {
        onSuccess: ({ cases }) =>
          toast(`${set.name} is as in revision ${revision}`, `It has ${cases} cases now.`, {
            label: "Undo",
            act: () => restore.mutate({ revision: before }),
          }),
      },
    );
  };
  return (
    <PagedList things="versions" query={versions} empty={<p className="p-4 text-sm">There is none.</p>}>
      {(items) => (
        <ul className="border-t">
          {items.map((each) => (
            <VersionRow
              key={each.revision}
              set={set}
              version={each}
              onRestore={
                mayRestore && each.version !== set.version ? () => goBackTo(each.revision) : undefined
              }
              busy={restore.isPending}
            />
          ))}
        </ul>
      )}
    </PagedList>
  );
}

interface VersionRowProps {
  set: EvalSet;
  version: EvalSetVersionPage["items"][number];
  onRestore: (() => void) | undefined;
  busy: boolean;
}

function VersionRow({ set, version, onRestore, busy }: VersionRowProps) {
  const { revision, cases, added, removed, by, createdAt } = version;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b px-4 py-2 text-sm last:border-b-0">
      <span className="flex min-w-0 flex-1 basis-52 flex-col">
        <span className="font-medium tabular-nums">
          Revision {revision}: {cases} cases{" "}
          <span className="font-normal text-ink-muted">
            {added > 0 ? `+${added} ` : null}
            {removed > 0 ? `−${removed}` : null}
          </span>
        </span>
        <span className="truncate text-xs text-ink-muted">
          <span className="font-mono">{version.version}</span>, by <bdi>{by}</bdi>,{" "}
          <RelativeTime at={createdAt} />
        </span>
      </span>
      {revision === set.revision ? <span className="text-xs text-ink-muted">As it is now</span> : null}
      {onRestore ? (
        <Button size="sm" disabled={busy} onClick={onRestore} aria-label={`Restore revision ${revision}`}>
          <RotateCcw aria-hidden />
          Restore
        </Button>
      ) : null}
      <a
        href={`${pathOf(exportEvalSetOperation.path, { set: set.name })}?version=${encodeURIComponent(version.version)}`}
        download={`${set.name}-${version.version}.jsonl`}
        aria-label={`Export revision ${revision}`}
        className={buttonClass("ghost", "icon")}
      >
        <Download aria-hidden />
      </a>
    </li>
  );
}
