"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import { toProblemError } from "#components/api-client.ts";
import { pagesQuery } from "#components/pages-query.ts";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { PolicyState, policyHistorySchema } from "#lib/contracts/policy.ts";
import { policyHistoryOperation } from "#lib/contracts/policy-operations.ts";
import { ChangeList } from "../change-list.tsx";
import { PagedList } from "../paged-list.tsx";
import { usePolicyPreview } from "./policy-gate.tsx";
import { policyChanges } from "./policy-words.ts";
import { usePolicyActs } from "./use-policy-acts.ts";

type Entry = z.infer<typeof policyHistorySchema>["items"][number];

const kindNames: Record<Entry["kind"], string> = {
  environment: "First start",
  change: "Changed",
  roll_back: "Rolled back",
};

/** What was in force, newest first, each with what it changed and a way back to it. */
export function PolicyHistory({ state }: { state: PolicyState }) {
  const history = useInfiniteQuery(pagesQuery(policyHistoryOperation));
  return (
    <Card aria-labelledby="policy-history" className="min-w-0 overflow-hidden">
      <h2 id="policy-history" className="border-b px-4 py-3 text-sm font-semibold">
        History
      </h2>
      <PagedList things="versions" query={history} empty={null}>
        {(entries) => (
          <ol>
            {entries.map((entry, index) => (
              <HistoryRow
                key={entry.number}
                entry={entry}
                before={entries[index + 1] ?? null}
                state={state}
              />
            ))}
          </ol>
        )}
      </PagedList>
    </Card>
  );
}

interface HistoryRowProps {
  entry: Entry;
  /** The one before; null for the first, and while it is on a later page. */
  before: Entry | null;
  state: PolicyState;
}

/** As many changes as are shown at once. */
const shownMax = 4;

function HistoryRow({ entry, before, state }: HistoryRowProps) {
  const { number, version, kind, by, at, reason, content } = entry;
  const changes = before ? policyChanges(before.content, content) : [];
  const isInForce = number === state.activation.number;
  return (
    <li className="flex flex-col gap-2 border-b px-4 py-3 text-sm last:border-b-0">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{kindNames[kind]}</span>
        {isInForce ? <Badge tone="good">In force</Badge> : null}
        <span className="ml-auto text-xs text-ink-muted">
          <bdi className="wrap-anywhere">{visibleLine(by)}</bdi>, <RelativeTime at={at} />
        </span>
      </div>
      <p className="text-pretty wrap-anywhere text-ink-muted">{visibleLine(reason)}</p>
      {changes.length > 0 ? <ChangeList changes={changes.slice(0, shownMax)} /> : null}
      {changes.length > shownMax ? (
        <details className="text-xs">
          <summary className="w-fit cursor-default text-ink-muted hover:text-ink">
            {changes.length - shownMax} more
          </summary>
          <div className="mt-1">
            <ChangeList changes={changes.slice(shownMax)} />
          </div>
        </details>
      ) : null}
      <div className="flex items-center justify-between gap-2">
        <span className="font-mono text-xs text-ink-faint">{version}</span>
        {version === state.version ? null : <RollBack entry={entry} state={state} />}
      </div>
    </li>
  );
}

function RollBack({ entry, state }: { entry: Entry; state: PolicyState }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const { rollingBack } = usePolicyActs(state, () => setOpen(false));
  const changes = policyChanges(state.content, entry.content);
  const missing = usePolicyPreview({ version: entry.version }, open).data?.missing ?? [];
  return (
    <>
      <Button size="sm" aria-label={`Roll back to ${entry.version}`} onClick={() => setOpen(true)}>
        Roll back
      </Button>
      <ConfirmDialog
        title="Put this version in force again?"
        confirm="Roll back"
        open={open}
        onOpenChange={setOpen}
        busy={rollingBack.isPending || reason.trim() === ""}
        error={rollingBack.error && toProblemError(rollingBack.error).problem.detail}
        onConfirm={() => rollingBack.mutate({ version: entry.version, basedOn: state.version, reason })}
      >
        <div className="flex flex-col gap-3">
          {changes.length > 0 ? (
            <ChangeList changes={changes} />
          ) : (
            <p>It says the same as what is in force.</p>
          )}
          {missing.length > 0 ? (
            <div role="status" className="flex flex-col gap-1 rounded-md bg-warn-soft p-3 text-sm text-warn">
              <p className="text-pretty">
                The last eval run of it missed gates. You may go back all the same; the audit trail keeps that
                they were overridden.
              </p>
              <ul className="list-disc pl-4 text-xs">
                {missing.map((each) => (
                  <li key={each} className="wrap-anywhere">
                    {each}
                  </li>
                ))}
              </ul>
            </div>
          ) : null}
          <Field label="Reason">
            <Input
              value={reason}
              maxLength={500}
              placeholder="For whoever reads the history"
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
        </div>
      </ConfirmDialog>
    </>
  );
}
