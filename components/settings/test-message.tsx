"use client";

import { useMutation } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, Send } from "lucide-react";
import type { FormEvent } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { sendTestMessageOperation } from "#lib/contracts/webhook-operations.ts";

/** Sends a signed message that means nothing to an address, and says what came back. */
export function TestMessage() {
  const sending = useMutation({
    mutationFn: (url: string) =>
      callApi(sendTestMessageOperation.path, sendTestMessageOperation.answer, { body: { url } }),
  });
  const failed = sending.error ? toProblemError(sending.error) : null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!sending.isPending) sending.mutate(String(new FormData(event.currentTarget).get("url") ?? "").trim());
  };
  return (
    <Card aria-labelledby="test-message">
      <form onSubmit={submit} noValidate className="flex flex-col gap-3 p-4">
        <h2 id="test-message" className="text-sm font-semibold">
          Send a test message
        </h2>
        <Field label="Address" error={failed?.messageFor("url") ?? failed?.problem.detail}>
          <Input type="url" name="url" maxLength={2000} placeholder="https://" autoComplete="off" />
        </Field>
        <Button type="submit" className="self-start" disabled={sending.isPending}>
          <Send aria-hidden />
          {sending.isPending ? "Sending…" : "Send"}
        </Button>
        <div aria-live="polite" className="text-sm">
          {sending.data ? (
            sending.data.delivered ? (
              <p className="flex gap-2 text-good">
                <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0" />
                Taken with {sending.data.status} after {sending.data.ms} ms.
              </p>
            ) : (
              <p className="flex gap-2 text-danger">
                <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
                {sending.data.problem}
              </p>
            )
          ) : null}
        </div>
      </form>
    </Card>
  );
}
