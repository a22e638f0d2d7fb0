"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { pathOf } from "#components/path-of.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import {
  changeViewOperation,
  listViewsOperation,
  saveViewOperation,
} from "#lib/contracts/view-operations.ts";

interface SaveViewFormProps {
  /** The filters, as the address bar holds them. */
  query: string;
  onDone: () => void;
}

/** A name for the present filters, whether others see them, and whether the list opens with them. */
export function SaveViewForm({ query, onDone }: SaveViewFormProps) {
  const queryClient = useQueryClient();
  const saving = useMutation({
    mutationFn: async (entries: FormData) => {
      const shared = entries.has("shared");
      const body = { name: String(entries.get("name") ?? ""), query, shared };
      const view = await callApi(saveViewOperation.path, saveViewOperation.answer, { body });
      if (!entries.has("default")) return;
      const { path, answer } = changeViewOperation;
      await callApi(pathOf(path, { id: view.id }), answer, { body: { isDefault: true } });
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: [listViewsOperation.id] });
      onDone();
    },
  });
  const failed = saving.error ? toProblemError(saving.error) : null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!saving.isPending) saving.mutate(new FormData(event.currentTarget));
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4 px-4 pb-4">
      <Field label="Name" error={failed?.messageFor("name") ?? failed?.problem.detail}>
        <Input name="name" maxLength={60} autoComplete="off" />
      </Field>
      <label className="flex items-center gap-2 text-sm">
        <input type="checkbox" name="shared" className="size-4" />
        Everybody sees it
      </label>
      <label className="flex items-center gap-2 text-sm">
        <input type="checkbox" name="default" className="size-4" />
        My list opens with it
      </label>
      <Button type="submit" look="primary" className="self-end" disabled={saving.isPending}>
        {saving.isPending ? "Saving…" : "Save view"}
      </Button>
    </form>
  );
}
