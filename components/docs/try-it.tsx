"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { durationText } from "#components/amounts.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { controlClass, Field, Input } from "#components/ui/field.tsx";
import { useApiKey } from "./api-key.tsx";
import type { Parameter } from "./openapi-document.ts";
import { CodeBlock } from "./prose.tsx";
import { type Answered, sendCall } from "./send-call.ts";

interface TryItProps {
  method: string;
  path: string;
  parameters: readonly Parameter[];
  /** What to start from; null when the operation has no body. */
  exampleBody: string | null;
}

/** Sends a real call and shows the real answer. */
export function TryIt({ method, path, parameters, exampleBody }: TryItProps) {
  const apiKey = useApiKey();
  const bodyId = useId();
  const [values, setValues] = useState<Record<string, string>>({});
  const [body, setBody] = useState(exampleBody ?? "");
  const call = useMutation({
    mutationFn: () =>
      sendCall({ method, path, parameters, values, body: exampleBody === null ? null : body, apiKey }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    call.mutate();
  };
  return (
    <details className="group rounded-md border">
      <summary className="cursor-default rounded-md px-3 py-2 text-sm font-medium select-none hover:bg-hover">
        Try it
      </summary>
      <form onSubmit={submit} className="flex flex-col gap-3 border-t p-3">
        {parameters.length > 0 ? (
          <div className="grid gap-3 sm:grid-cols-2">
            {parameters.map(({ name, required }) => (
              <Field key={name} label={name}>
                <Input
                  required={required}
                  value={values[name] ?? ""}
                  onChange={(event) => setValues({ ...values, [name]: event.target.value })}
                  className="font-mono"
                />
              </Field>
            ))}
          </div>
        ) : null}
        {exampleBody === null ? null : (
          <div className="flex flex-col gap-1.5">
            <label htmlFor={bodyId} className="text-sm font-medium">
              Body
            </label>
            <textarea
              id={bodyId}
              rows={6}
              spellCheck={false}
              value={body}
              onChange={(event) => setBody(event.target.value)}
              className={`${controlClass} px-2.5 py-2 font-mono text-xs leading-5`}
            />
          </div>
        )}
        <Button type="submit" look="primary" className="self-start" disabled={call.isPending}>
          {call.isPending ? "Sending…" : "Send"}
        </Button>
        <div aria-live="polite">
          {call.error ? (
            <ErrorState title="No answer">
              The gateway could not be reached. Check that it is running.
            </ErrorState>
          ) : null}
          {call.data ? <Answer answered={call.data} about={`${method} ${path}`} /> : null}
        </div>
      </form>
    </details>
  );
}

function Answer({ answered, about }: { answered: Answered; about: string }) {
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-center gap-2 text-xs text-ink-muted">
        <Badge tone={answered.status < 400 ? "good" : "danger"}>
          {answered.status} {answered.statusText}
        </Badge>
        <span className="tabular-nums">{durationText(answered.durationMs)}</span>
        {answered.requestId ? <span className="font-mono break-all">{answered.requestId}</span> : null}
      </p>
      <CodeBlock label="Answer" about={about} code={answered.body} />
    </div>
  );
}
