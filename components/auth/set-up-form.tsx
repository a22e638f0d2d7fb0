"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { setupRequestSchema } from "#lib/contracts/access.ts";
import { completeSetupOperation } from "#lib/contracts/operations.ts";
import { signIn } from "./sign-in.ts";

const empty = { name: "", email: "", password: "" };
type Entry = keyof typeof empty;

export function SetUpForm({ token }: { token: string }) {
  const [entries, setEntries] = useState(empty);
  const [invalid, setInvalid] = useState<Partial<Record<Entry, string>>>({});
  const setUp = useMutation({
    mutationFn: async () => {
      const { path, answer } = completeSetupOperation;
      const { email } = await callApi(path, answer, { body: { token, ...entries } });
      await signIn(email, entries.password);
    },
    onSuccess: () => window.location.assign("/"),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = setupRequestSchema.omit({ token: true }).safeParse(entries);
    const messages = Object.fromEntries(
      (checked.error?.issues ?? []).map(({ path, message }) => [path.join("."), message]),
    );
    setInvalid(messages);
    if (checked.success) setUp.mutate();
  };
  const error = setUp.error ? toProblemError(setUp.error) : null;
  const isUsed = error?.problem.code === "conflict";
  const controlOf = (entry: Entry) => ({
    name: entry,
    required: true,
    value: entries[entry],
    onChange: (event: { target: { value: string } }) =>
      setEntries({ ...entries, [entry]: event.target.value }),
  });
  const errorOf = (entry: Entry) => invalid[entry] ?? error?.messageFor(entry);
  return (
    // A post, so that a form sent before the script runs keeps the password out of the address.
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
      {error && error.problem.code !== "invalid_fields" ? (
        <ErrorState
          title={isUsed ? "This link cannot be used" : "Set-up did not finish"}
          requestId={error.requestId}
        >
          {error.problem.detail}{" "}
          {isUsed ? (
            <Link href="/sign-in" className="font-medium underline underline-offset-2">
              Go to sign-in
            </Link>
          ) : null}
        </ErrorState>
      ) : null}
      <Field label="Name" error={errorOf("name")}>
        <Input autoComplete="name" {...controlOf("name")} />
      </Field>
      <Field label="E-mail" error={errorOf("email")}>
        <Input type="email" autoComplete="username" {...controlOf("email")} />
      </Field>
      <Field
        label="Password"
        error={errorOf("password")}
        hint="At least 12 characters. A few words are good."
      >
        <Input type="password" autoComplete="new-password" {...controlOf("password")} />
      </Field>
      <Button type="submit" look="primary" className="h-9" disabled={setUp.isPending || setUp.isSuccess}>
        {setUp.isPending || setUp.isSuccess ? "Setting up…" : "Create administrator"}
      </Button>
    </form>
  );
}
