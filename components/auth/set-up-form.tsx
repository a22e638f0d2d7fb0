"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import type { z } from "zod";
import { callApi, toProblemError } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { useInBrowser } from "#components/ui/use-in-browser.ts";
import { setupRequestSchema } from "#lib/contracts/access.ts";
import { completeSetupOperation } from "#lib/contracts/access-operations.ts";
import { NewPasswordField } from "./new-password-field.tsx";
import { signIn } from "./sign-in.ts";

const personSchema = setupRequestSchema.omit({ token: true });
type Person = z.infer<typeof personSchema>;
type Entry = keyof Person;

/** Makes the first administrator and signs in. */
export function SetUpForm({ token }: { token: string }) {
  const inBrowser = useInBrowser();
  const [invalid, setInvalid] = useState<Partial<Record<Entry, string>>>({});
  const setUp = useMutation({
    mutationFn: async (person: Person) => {
      const { path, answer } = completeSetupOperation;
      const { email } = await callApi(path, answer, { body: { token, ...person } });
      await signIn(email, person.password);
    },
    onSuccess: () => window.location.assign("/"),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const checked = personSchema.safeParse(Object.fromEntries(new FormData(event.currentTarget)));
    const messages = Object.fromEntries(
      (checked.error?.issues ?? []).map(({ path, message }) => [path.join("."), message]),
    );
    setInvalid(messages);
    if (checked.success) setUp.mutate(checked.data);
  };
  const busy = setUp.isPending || setUp.isSuccess;
  const error = setUp.error ? toProblemError(setUp.error) : null;
  const isUsed = error?.problem.code === "conflict";
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
        <Input autoComplete="name" name="name" required />
      </Field>
      <Field label="E-mail" error={errorOf("email")}>
        <Input type="email" autoComplete="username" name="email" required />
      </Field>
      <NewPasswordField error={errorOf("password")} />
      <Button type="submit" look="primary" className="h-9" disabled={busy || !inBrowser}>
        {busy ? "Setting up…" : "Create administrator"}
      </Button>
    </form>
  );
}
