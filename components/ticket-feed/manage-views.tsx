"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Star, Trash2 } from "lucide-react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { pathOf } from "#components/path-of.ts";
import { Button } from "#components/ui/button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import {
  changeViewOperation,
  listViewsOperation,
  removeViewOperation,
  saveViewOperation,
} from "#lib/contracts/view-operations.ts";
import type { View, ViewChange } from "#lib/contracts/views.ts";

/** Every view one may see: share, unshare, open first, remove. */
export function ManageViews({ views }: { views: readonly View[] }) {
  return (
    <ul className="flex flex-col pb-2">
      {views.map((view) => (
        <ViewRow key={view.id} view={view} />
      ))}
    </ul>
  );
}

function ViewRow({ view }: { view: View }) {
  const { id, name, query, shared, isMine, isDefault, owner } = view;
  const queryClient = useQueryClient();
  const toast = useToast();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: [listViewsOperation.id] });
  const onError = (error: Error) => toast("The view was not changed", toProblemError(error).problem.detail);
  const changing = useMutation({
    mutationFn: (body: ViewChange) =>
      callApi(pathOf(changeViewOperation.path, { id }), changeViewOperation.answer, { body }),
    onSettled,
    onError,
  });
  const restoring = useMutation({
    mutationFn: () =>
      callApi(saveViewOperation.path, saveViewOperation.answer, { body: { name, query, shared } }),
    onSettled,
    onError,
  });
  const removing = useMutation({
    mutationFn: () =>
      callApi(pathOf(removeViewOperation.path, { id }), removeViewOperation.answer, { body: {} }),
    onSuccess: () =>
      toast(
        `${name} is removed`,
        undefined,
        isMine ? { label: "Undo", act: () => restoring.mutate() } : undefined,
      ),
    onSettled,
    onError,
  });
  return (
    <li className="flex items-center gap-2 border-t px-4 py-2 text-sm">
      <span className="flex min-w-0 flex-1 flex-col">
        <bdi className="truncate font-medium">{name}</bdi>
        <span className="text-xs text-ink-muted">
          {shared ? (isMine ? "Everybody sees it" : `By ${owner.name}`) : "Only you see it"}
        </span>
      </span>
      {isMine ? (
        <Button size="sm" disabled={changing.isPending} onClick={() => changing.mutate({ shared: !shared })}>
          {shared ? "Unshare" : "Share"}
        </Button>
      ) : null}
      <Button
        look="ghost"
        size="icon"
        aria-pressed={isDefault}
        aria-label={`Open the list with ${name}`}
        title="Open the list with it"
        disabled={changing.isPending}
        onClick={() => changing.mutate({ isDefault: !isDefault })}
      >
        <Star aria-hidden className={isDefault ? "fill-current text-warn" : undefined} />
      </Button>
      {isMine ? (
        <Button
          look="ghost"
          size="icon"
          aria-label={`Remove ${name}`}
          disabled={removing.isPending}
          onClick={() => removing.mutate()}
        >
          <Trash2 aria-hidden />
        </Button>
      ) : null}
    </li>
  );
}
