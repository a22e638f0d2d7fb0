"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { useInBrowser } from "#components/ui/use-in-browser.ts";
import { setPasswordOperation } from "#lib/contracts/access-operations.ts";
import { newPasswordSchema } from "#lib/contracts/users.ts";
import { NewPasswordField } from "./new-password-field.tsx";
import { signIn } from "./sign-in.ts";

/** Chooses a password with a link and signs in. */
export function SetPasswordForm({ token }: { token: string }) {
  const inBrowser = useInBrowser();
  const [invalid, setInvalid] = useState<string>();
  const setting = useMutation({
    mutationFn: async (password: string) => {
      const { path, answer } = setPasswordOperation;
      const { email } = await callApi(path, answer, { body: { token, password } });
      await signIn(email, password);
    },
    onSuccess: () => window.location.assign("/"),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget).get("password");
    const checked = newPasswordSchema.shape.password.safeParse(given);
    setInvalid(checked.error?.issues[0]?.message);
    if (checked.success) setting.mutate(checked.data);
  };
  const busy = setting.isPending || setting.isSuccess;
  const failed = setting.error ? toProblemError(setting.error) : null;
  return (
    // A post, so that a form sent before the script runs keeps the password out of the address.
    <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
      {failed && failed.problem.code !== "invalid_fields" ? (
        <ErrorState title="The password was not set" requestId={failed.requestId}>
          {failed.problem.detail}
        </ErrorState>
      ) : null}
      <NewPasswordField error={invalid ?? failed?.messageFor("password")} />
      <Button type="submit" look="primary" className="h-9" disabled={busy || !inBrowser}>
        {busy ? "Signing in…" : "Set password"}
      </Button>
    </form>
  );
}
