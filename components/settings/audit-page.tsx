"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { History, X } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { PageHeader } from "#components/console/page-header.tsx";
import { pagesQuery } from "#components/pages-query.ts";
import { localMinute, momentOf } from "#components/ticket-feed/local-minute.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { auditActions } from "#lib/contracts/audit.ts";
import { listAuditOperation } from "#lib/contracts/audit-operations.ts";
import { AuditEntryRow } from "./audit-entry-row.tsx";
import { type AuditFilters, auditFiltersOf, paramsOfAudit } from "./audit-filters.ts";
import { actionName } from "./audit-words.ts";
import { PagedList } from "./paged-list.tsx";

/** Who changed what, newest first; narrowed by the address bar. */
export function AuditPage() {
  const params = useSearchParams();
  const filters = auditFiltersOf(new URLSearchParams(params));
  const entries = useInfiniteQuery(pagesQuery(listAuditOperation, paramsOfAudit(filters)));
  const narrow = (next: AuditFilters) => {
    const query = new URLSearchParams(paramsOfAudit(next)).toString();
    window.history.pushState(null, "", query ? `?${query}` : window.location.pathname);
  };
  const isNarrowed = Object.keys(filters).length > 0;
  return (
    <>
      <PageHeader title="Audit trail" />
      <div className="mx-auto flex w-full max-w-5xl flex-col gap-4 p-4 sm:p-6">
        <Filters filters={filters} onChange={narrow} isNarrowed={isNarrowed} />
        <Card aria-label="Changes" className="overflow-hidden">
          <PagedList
            things="changes"
            query={entries}
            empty={
              <EmptyState
                icon={<History />}
                title={isNarrowed ? "No change matches" : "Nothing was changed yet"}
                action={isNarrowed ? <Button onClick={() => narrow({})}>Clear filters</Button> : undefined}
              >
                {isNarrowed
                  ? "There are entries, but none with all of these filters."
                  : "Keys, people, rules, runbooks and everything else an administrator changes is noted here, and nobody can change the notes."}
              </EmptyState>
            }
          >
            {(items) => (
              <ul>
                {items.map((entry) => (
                  <AuditEntryRow
                    key={entry.id}
                    entry={entry}
                    onActor={() => narrow({ ...filters, actor: entry.actor.id })}
                    onSubject={() => narrow({ ...filters, subject: entry.subject.id })}
                  />
                ))}
              </ul>
            )}
          </PagedList>
        </Card>
      </div>
    </>
  );
}

interface FiltersProps {
  filters: AuditFilters;
  isNarrowed: boolean;
  onChange: (filters: AuditFilters) => void;
}

function Filters({ filters, isNarrowed, onChange }: FiltersProps) {
  return (
    <search aria-label="Filters" className="flex flex-wrap items-end gap-3">
      <Field label="Action" className="w-52 max-sm:w-full">
        <Select
          value={auditActions.find((action) => action === filters.action) ?? null}
          onValueChange={(action) => onChange({ ...filters, action: action ?? "" })}
          options={auditActions}
          labelOf={actionName}
          emptyLabel="Any"
        />
      </Field>
      <Field label="From" className="w-52 max-sm:w-full">
        <Input
          key={filters.from ?? ""}
          type="datetime-local"
          defaultValue={localMinute(filters.from)}
          onBlur={({ currentTarget }) => {
            const from = momentOf(currentTarget.value) ?? "";
            if (from !== (filters.from ?? "")) onChange({ ...filters, from });
          }}
        />
      </Field>
      <Field label="Before" className="w-52 max-sm:w-full">
        <Input
          key={filters.to ?? ""}
          type="datetime-local"
          defaultValue={localMinute(filters.to)}
          onBlur={({ currentTarget }) => {
            const to = momentOf(currentTarget.value) ?? "";
            if (to !== (filters.to ?? "")) onChange({ ...filters, to });
          }}
        />
      </Field>
      {(["actor", "subject"] as const).map((name) =>
        filters[name] ? (
          <Button key={name} className="h-9" onClick={() => onChange({ ...filters, [name]: "" })}>
            <span className="text-ink-muted">{name === "actor" ? "By" : "About"}</span>
            <span className="max-w-40 truncate font-mono text-xs">{filters[name]}</span>
            <X aria-label="remove" />
          </Button>
        ) : null,
      )}
      {isNarrowed ? (
        <Button look="ghost" className="h-9" onClick={() => onChange({})}>
          Clear
        </Button>
      ) : null}
    </search>
  );
}
