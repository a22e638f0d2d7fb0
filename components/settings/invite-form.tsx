"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { FormEnd } from "#components/form-end.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { type Role, roles } from "#lib/contracts/access.ts";
import { inviteUserOperation, listUsersOperation } from "#lib/contracts/access-operations.ts";
import { type InvitedUser, newUserSchema, type UserWithLink } from "#lib/contracts/users.ts";
import { messagesOf } from "./form-messages.ts";
import { roleMeanings } from "./role-meanings.ts";

/** Name, address and role of somebody new. */
export function InviteForm({ onInvited }: { onInvited: (invited: UserWithLink) => void }) {
  const queryClient = useQueryClient();
  const [role, setRole] = useState<Role>("agent");
  const [invalid, setInvalid] = useState<Record<string, string>>({});
  const inviting = useMutation({
    mutationFn: (body: InvitedUser) =>
      callApi(inviteUserOperation.path, inviteUserOperation.answer, { body }),
    onSuccess: async (invited) => {
      await queryClient.invalidateQueries({ queryKey: [listUsersOperation.id] });
      onInvited(invited);
    },
  });
  const failed = inviting.error ? toProblemError(inviting.error) : null;
  const isTaken = failed?.problem.code === "conflict";
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entries = new FormData(event.currentTarget);
    const checked = newUserSchema.safeParse({ name: entries.get("name"), email: entries.get("email"), role });
    setInvalid(messagesOf(checked));
    if (checked.success) inviting.mutate(checked.data);
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4 px-4 pb-4">
      <Field label="Name" error={invalid.name ?? failed?.messageFor("name")}>
        <Input name="name" maxLength={100} autoComplete="off" />
      </Field>
      <Field
        label="E-mail"
        error={invalid.email ?? failed?.messageFor("email") ?? (isTaken ? failed.problem.detail : undefined)}
      >
        <Input type="email" name="email" maxLength={254} autoComplete="off" />
      </Field>
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1.5 text-sm font-medium">Role</legend>
        {roles.map((each) => (
          <label key={each} className="flex items-baseline gap-2 text-sm">
            <input
              type="radio"
              name="chosen-role"
              checked={role === each}
              onChange={() => setRole(each)}
              className="translate-y-0.5"
            />
            <span className="w-18 shrink-0 font-medium capitalize">{each}</span>
            <span className="text-xs text-ink-muted">{roleMeanings[each]}</span>
          </label>
        ))}
      </fieldset>
      <FormEnd
        failed={isTaken ? null : failed}
        title="Nobody was invited"
        fields={["name", "email"]}
        submit="Make invitation link"
        busyLabel="Inviting…"
        busy={inviting.isPending}
      />
    </form>
  );
}
