"use client";

import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { Download, FolderOpen, Trash2, Upload } from "lucide-react";
import Link from "next/link";
import { type ChangeEvent, type FormEvent, useRef, useState } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { pathOf } from "#components/path-of.ts";
import { LoadMore } from "#components/ticket-feed/load-more.tsx";
import { CategoryLabel } from "#components/triage-card/verdict-badges.tsx";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useToast } from "#components/ui/toast.tsx";
import {
  exportEvalSetOperation,
  importEvalCasesOperation,
  removeEvalCaseOperation,
} from "#lib/contracts/eval-operations.ts";
import type { EvalSet } from "#lib/contracts/eval-set.ts";
import { setCasesQuery, setsQuery } from "./eval-queries.ts";
import { EvalHeader } from "./eval-tabs.tsx";
import { Band } from "./run-analysis.tsx";
import { SetGatesCard } from "./set-gates.tsx";
import { SetVersions, useRestore } from "./set-versions.tsx";
import { useSetChanged } from "./use-set-changed.ts";

interface SetsPageProps {
  chosen: string | null;
  mayWrite: boolean;
  mayEditGates: boolean;
}

/** The sets on the left, the cases of the chosen one beside them. */
export function SetsPage({ chosen, mayWrite, mayEditGates }: SetsPageProps) {
  const sets = useQuery(setsQuery());
  const items = sets.data?.items ?? [];
  const set = items.find(({ name }) => name === chosen) ?? items[0];
  return (
    <>
      <EvalHeader>{mayWrite ? <Import /> : null}</EvalHeader>
      {sets.isError && items.length === 0 ? (
        <div className="p-4 sm:p-6">
          <ErrorState
            title="The sets could not be read"
            requestId={toProblemError(sets.error).requestId}
            retry={() => void sets.refetch()}
          >
            {toProblemError(sets.error).problem.detail}
          </ErrorState>
        </div>
      ) : set ? (
        <div className="grid items-start gap-4 p-4 sm:p-6 lg:grid-cols-[17rem_1fr]">
          <SetList items={items} current={set.name} />
          <div key={set.name} className="flex min-w-0 flex-col gap-4">
            <SetGatesCard set={set} mayEdit={mayEditGates} />
            <SetCases set={set} mayWrite={mayWrite} />
          </div>
        </div>
      ) : sets.isPending ? (
        <p role="status" className="p-6 text-sm text-ink-muted">
          Loading sets…
        </p>
      ) : (
        <EmptyState icon={<FolderOpen />} title="No set yet">
          Import cases as JSONL, or add a triaged ticket from its page.
        </EmptyState>
      )}
    </>
  );
}

function SetList({ items, current }: { items: readonly EvalSet[]; current: string }) {
  return (
    <Card aria-label="Sets" className="overflow-hidden">
      <ul>
        {items.map(({ name, cases, builtIn, updatedAt }) => (
          <li key={name} className="border-b last:border-b-0">
            <Link
              href={`/evals/sets?set=${encodeURIComponent(name)}`}
              aria-current={name === current ? "true" : undefined}
              className={classNames(
                "flex flex-col gap-0.5 px-4 py-2.5 text-sm -outline-offset-2 hover:bg-hover",
                name === current ? "bg-hover" : null,
              )}
            >
              <span className="flex items-center justify-between gap-2">
                <span className="truncate font-medium">{name}</span>
                <span className="text-xs text-ink-muted tabular-nums">{cases}</span>
              </span>
              <span className="text-xs text-ink-muted">
                {builtIn ? "comes with the product" : "changed "}
                {builtIn ? null : <RelativeTime at={updatedAt} />}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function SetCases({ set, mayWrite }: { set: EvalSet; mayWrite: boolean }) {
  const cases = useInfiniteQuery(setCasesQuery(set.name));
  const rows = cases.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Card aria-label={`Cases of ${set.name}`} className="min-w-0 overflow-hidden">
      <div className="flex flex-wrap items-center justify-between gap-3 border-b px-4 py-2.5">
        <div className="flex min-w-0 flex-col">
          <h2 className="truncate text-sm font-semibold">{set.name}</h2>
          <span className="text-xs text-ink-muted">
            {set.cases} cases, version <span className="font-mono">{set.version}</span>, revision{" "}
            {set.revision}
          </span>
        </div>
        <div className="flex gap-2">
          <SetVersions set={set} mayWrite={mayWrite} />
          <a
            href={pathOf(exportEvalSetOperation.path, { set: set.name })}
            download={`${set.name}.jsonl`}
            className={buttonClass("secondary", "sm")}
          >
            <Download aria-hidden />
            Export
          </a>
        </div>
      </div>
      {cases.isError && rows.length === 0 ? (
        <div className="p-4">
          <ErrorState title="The cases could not be read" retry={() => void cases.refetch()}>
            {toProblemError(cases.error).problem.detail}
          </ErrorState>
        </div>
      ) : rows.length === 0 ? (
        <p role="status" className="p-6 text-center text-sm text-ink-muted">
          {cases.isPending ? "Loading cases…" : "The set is empty."}
        </p>
      ) : (
        <>
          <ul>
            {rows.map((row) => (
              <li
                key={row.id}
                className="row-lazy flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b px-4 py-2 text-sm last:border-b-0"
              >
                <span className="flex min-w-0 flex-1 basis-60 flex-col">
                  <bdi className="truncate font-medium">{visibleLine(row.title)}</bdi>
                  <span className="truncate font-mono text-xs text-ink-muted">{row.id}</span>
                </span>
                {row.kind ? <Badge>{row.kind}</Badge> : null}
                <span className="flex items-center gap-2 text-xs text-ink-muted">
                  {row.category ? <CategoryLabel category={row.category} /> : "no label"}
                  <Band min={row.severityMin} max={row.severityMax} />
                </span>
                {mayWrite && !set.builtIn ? <Remove set={set} caseId={row.id} title={row.title} /> : null}
              </li>
            ))}
          </ul>
          <LoadMore
            hasMore={cases.hasNextPage}
            loading={cases.isFetchingNextPage}
            failed={cases.isFetchNextPageError}
            onLoad={() => void cases.fetchNextPage()}
          />
        </>
      )}
    </Card>
  );
}

function Remove({ set, caseId, title }: { set: EvalSet; caseId: string; title: string }) {
  const changed = useSetChanged();
  const toast = useToast();
  const restore = useRestore(set.name);
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () =>
      callApi(pathOf(removeEvalCaseOperation.path, { set: set.name }), removeEvalCaseOperation.answer, {
        body: { caseId },
      }),
    onSuccess: async () => {
      toast("Case removed", `${caseId} left ${set.name}.`, {
        label: "Undo",
        act: () => restore.mutate({ caseId }),
      });
      await changed(set.name);
    },
  });
  return (
    <>
      <Button look="ghost" size="icon" aria-label={`Remove ${caseId}`} onClick={() => setAsking(true)}>
        <Trash2 aria-hidden />
      </Button>
      <ConfirmDialog
        title="Remove this case?"
        confirm="Remove case"
        open={asking}
        busy={remove.isPending}
        error={remove.error && toProblemError(remove.error).problem.detail}
        onOpenChange={setAsking}
        onConfirm={() => remove.mutate()}
      >
        <bdi className="wrap-anywhere">{visibleLine(title)}</bdi> leaves {set.name}. Runs that read it keep
        their results, and it can be put back: revision {set.revision} of the set still holds it.
      </ConfirmDialog>
    </>
  );
}

function Import() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Upload aria-hidden />
        Import JSONL
      </Button>
      <Dialog title="Import cases" open={open} onOpenChange={setOpen}>
        <ImportForm onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function ImportForm({ onDone }: { onDone: () => void }) {
  const toast = useToast();
  const changed = useSetChanged();
  const file = useRef<HTMLInputElement>(null);
  const [set, setSet] = useState("");
  const importing = useMutation({
    mutationFn: (jsonl: string) =>
      callApi(pathOf(importEvalCasesOperation.path, { set }), importEvalCasesOperation.answer, {
        body: { jsonl },
      }),
    onSuccess: async ({ cases, changed: isChanged }) => {
      await changed(set);
      toast(isChanged ? `${set} has ${cases} cases now` : `${set} was like this already`);
      onDone();
    },
  });
  const failed = importing.isError ? toProblemError(importing.error) : null;
  const suggestName = (event: ChangeEvent<HTMLInputElement>) => {
    const name = event.target.files?.[0]?.name.replace(/\.jsonl?$/i, "").toLowerCase() ?? "";
    if (set === "")
      setSet(
        name
          .replaceAll(/[^a-z0-9-]+/g, "-")
          .replace(/^-+/, "")
          .slice(0, 60),
      );
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const chosen = file.current?.files?.[0];
    if (chosen && !importing.isPending) importing.mutate(await chosen.text());
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4 px-4 pb-4">
      <Field label="File" hint="One case a line, at most 1 MiB" error={failed?.messageFor("jsonl")}>
        <Input
          ref={file}
          type="file"
          accept=".jsonl,.json,.ndjson"
          onChange={suggestName}
          className="py-1.5"
        />
      </Field>
      <Field
        label="Set"
        hint="A new name makes a new set; cases with known ids are replaced"
        error={failed?.messageFor("set")}
      >
        <Input value={set} maxLength={60} onChange={(event) => setSet(event.target.value)} />
      </Field>
      {failed && !failed.messageFor("jsonl") && !failed.messageFor("set") ? (
        <ErrorState title="Nothing was imported" requestId={failed.requestId}>
          {failed.problem.detail}
        </ErrorState>
      ) : null}
      <Button type="submit" look="primary" disabled={importing.isPending} className="self-end">
        {importing.isPending ? "Importing…" : "Import"}
      </Button>
    </form>
  );
}
