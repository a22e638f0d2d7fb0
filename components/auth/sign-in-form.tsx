"use client";

import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { type ProblemError, toProblemError } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { useInBrowser } from "#components/ui/use-in-browser.ts";
import { signIn } from "./sign-in.ts";

function explain({ problem, retryAfterSeconds }: ProblemError): { title: string; text: string } {
  switch (problem.code) {
    case "unauthorized":
      return {
        title: "E-mail or password is wrong",
        text: "Check both and try again. If you have forgotten the password, ask an administrator.",
      };
    case "rate_limited":
      return {
        title: "Too many tries",
        text: `Wait ${retryAfterSeconds === null ? "a minute" : `${retryAfterSeconds} seconds`}, then try again.`,
      };
    default:
      return { title: "Could not sign in", text: problem.detail };
  }
}

/** What is typed before the page is alive counts; the button waits for it. */
export function SignInForm({ nextPath }: { nextPath: string }) {
  const inBrowser = useInBrowser();
  const attempt = useMutation({
    mutationFn: (entries: FormData) => signIn(String(entries.get("email")), String(entries.get("password"))),
    // A full load, so that every part of the page is this person's.
    onSuccess: () => window.location.assign(nextPath),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    attempt.mutate(new FormData(event.currentTarget));
  };
  const busy = attempt.isPending || attempt.isSuccess;
  const failure = attempt.error ? explain(toProblemError(attempt.error)) : null;
  return (
    // A post, so that a form sent before the script runs keeps the password out of the address.
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      {failure ? <ErrorState title={failure.title}>{failure.text}</ErrorState> : null}
      <Field label="E-mail">
        <Input type="email" name="email" autoComplete="username" required />
      </Field>
      <Field label="Password">
        <Input type="password" name="password" autoComplete="current-password" required />
      </Field>
      <Button type="submit" look="primary" className="h-9" disabled={busy || !inBrowser}>
        {busy ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}
