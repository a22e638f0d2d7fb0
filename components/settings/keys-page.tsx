"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { PageHeader } from "#components/console/page-header.tsx";
import { pagesQuery } from "#components/pages-query.ts";
import { pathOf } from "#components/path-of.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { ShownOnce } from "#components/ui/shown-once.tsx";
import { listKeysOperation, revokeKeyOperation } from "#lib/contracts/access-operations.ts";
import type { ApiKey, CreatedApiKey } from "#lib/contracts/api-keys.ts";
import { ChangeKeyLimits, KeyLimitsLine } from "./limits/key-limits.tsx";
import { limitsKey } from "./limits/limits-query.ts";
import { TeamLimits } from "./limits/team-limits.tsx";
import { NewKeyForm } from "./new-key-form.tsx";
import { PagedList } from "./paged-list.tsx";

/** The keys of services: make one, see when it was used, end it. `opensForm`: with the form for a new one open. */
export function KeysPage({ opensForm }: { opensForm: boolean }) {
  const keys = useInfiniteQuery(pagesQuery(listKeysOperation));
  const [making, setMaking] = useState(opensForm);
  const make = (
    <Button look="primary" onClick={() => setMaking(true)}>
      <Plus aria-hidden />
      New key
    </Button>
  );
  return (
    <>
      <PageHeader title="API keys">{make}</PageHeader>
      <div className="mx-auto flex w-full max-w-5xl flex-col gap-4 p-4 sm:p-6">
        <Card aria-label="API keys" className="overflow-hidden">
          <PagedList
            things="keys"
            query={keys}
            empty={
              <EmptyState icon={<KeyRound />} title="No key yet" action={make}>
                A service sends tickets with a key of its own, so that it can be told apart and ended alone.
              </EmptyState>
            }
          >
            {(items) => (
              <ul>
                {items.map((key) => (
                  <KeyRow key={key.id} apiKey={key} />
                ))}
              </ul>
            )}
          </PagedList>
        </Card>
        <TeamLimits teams={teamsOf(keys.data?.pages.flatMap(({ items }) => items) ?? [])} />
      </div>
      <NewKeyDialog open={making} onOpenChange={setMaking} />
    </>
  );
}

const teamsOf = (keys: readonly ApiKey[]): string[] =>
  keys.flatMap(({ team, revokedAt }) => (team === null || revokedAt !== null ? [] : [team]));

function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const { id, name, prefix, scopes, team, createdAt, lastUsedAt, revokedAt } = apiKey;
  return (
    <li
      id={id}
      className="flex scroll-mt-24 flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-3 text-sm last:border-b-0 target:bg-accent-soft"
    >
      <div className="flex min-w-0 flex-1 basis-56 flex-col gap-0.5">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <bdi className={`font-medium wrap-anywhere ${revokedAt ? "text-ink-muted line-through" : ""}`}>
            {name}
          </bdi>
          {team ? <Badge>{team}</Badge> : null}
          {revokedAt ? <Badge tone="danger">Revoked</Badge> : null}
        </span>
        <span className="flex flex-wrap items-center gap-x-3 gap-y-0.5">
          <span className="font-mono text-xs text-ink-muted">{prefix}…</span>
          {revokedAt ? null : <KeyLimitsLine apiKey={apiKey} />}
        </span>
      </div>
      <span className="flex basis-56 flex-wrap gap-1">
        {scopes.map((scope) => (
          <Badge key={scope} tone={scope === "admin" ? "warn" : "neutral"}>
            {scope}
          </Badge>
        ))}
      </span>
      <dl className="flex w-40 flex-col gap-0.5 text-xs text-ink-muted">
        <div className="flex gap-1">
          <dt>Made</dt>
          <dd>
            <RelativeTime at={createdAt} />
          </dd>
        </div>
        <div className="flex gap-1">
          <dt>{revokedAt ? "Revoked" : "Used"}</dt>
          <dd>
            {revokedAt ? (
              <RelativeTime at={revokedAt} />
            ) : lastUsedAt ? (
              <RelativeTime at={lastUsedAt} />
            ) : (
              "never"
            )}
          </dd>
        </div>
      </dl>
      <span className="flex w-36 justify-end gap-2">
        {revokedAt ? null : (
          <>
            <ChangeKeyLimits apiKey={apiKey} />
            <Revoke id={id} name={name} lastUsedAt={lastUsedAt} />
          </>
        )}
      </span>
    </li>
  );
}

function Revoke({ id, name, lastUsedAt }: Pick<ApiKey, "id" | "name" | "lastUsedAt">) {
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const revoking = useMutation({
    mutationFn: () =>
      callApi(pathOf(revokeKeyOperation.path, { id }), revokeKeyOperation.answer, { body: {} }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: [listKeysOperation.id] });
      setOpen(false);
    },
  });
  return (
    <>
      <Button size="sm" aria-label={`Revoke ${name}`} onClick={() => setOpen(true)}>
        Revoke
      </Button>
      <ConfirmDialog
        title={`Revoke ${name}?`}
        confirm="Revoke key"
        open={open}
        onOpenChange={setOpen}
        busy={revoking.isPending}
        error={revoking.error && toProblemError(revoking.error).problem.detail}
        onConfirm={() => revoking.mutate()}
      >
        Whoever uses it gets 401 at once. This cannot be undone.{" "}
        {lastUsedAt ? (
          <>
            It was used <RelativeTime at={lastUsedAt} />.
          </>
        ) : (
          "It was never used."
        )}
      </ConfirmDialog>
    </>
  );
}

interface NewKeyDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

function NewKeyDialog({ open, onOpenChange }: NewKeyDialogProps) {
  const queryClient = useQueryClient();
  const [created, setCreated] = useState<CreatedApiKey | null>(null);
  const change = (isOpen: boolean) => {
    if (!isOpen) setCreated(null);
    onOpenChange(isOpen);
  };
  return (
    <Dialog title={created ? created.key.name : "New key"} open={open} onOpenChange={change}>
      {created ? (
        <div className="flex flex-col gap-4 px-4 pb-4">
          <ShownOnce label="Key" value={created.secret}>
            Copy the key now. It is shown this once and stored nowhere.
          </ShownOnce>
          <Button look="primary" className="self-end" onClick={() => change(false)}>
            Done
          </Button>
        </div>
      ) : (
        <NewKeyForm
          onCreated={(key) => {
            setCreated(key);
            void queryClient.invalidateQueries({ queryKey: [listKeysOperation.id] });
            void queryClient.invalidateQueries({ queryKey: limitsKey });
          }}
        />
      )}
    </Dialog>
  );
}
