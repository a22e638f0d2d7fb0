"use client";

import { useMutation } from "@tanstack/react-query";
import { FlaskConical } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { explainTextOperation } from "#lib/contracts/rules-operations.ts";
import { textMaxCharacters } from "#lib/contracts/text.ts";
import { ExplanationView } from "./explanation-view.tsx";

/** A text, and what the rules engine makes of it. Nothing is stored. */
export function TryText() {
  const id = useId();
  const [text, setText] = useState("");
  const reading = useMutation({
    mutationFn: (body: { text: string }) =>
      callApi(explainTextOperation.path, explainTextOperation.answer, { body }),
  });
  const length = text.trim().length;
  const canRead = length > 0 && length <= textMaxCharacters && !reading.isPending;
  const submit = (event: Pick<FormEvent, "preventDefault">) => {
    event.preventDefault();
    if (canRead) reading.mutate({ text });
  };
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <form
        onSubmit={submit}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
        }}
      >
        <Card className="flex flex-col overflow-hidden has-[textarea:focus-visible]:border-accent-ink has-[textarea:focus-visible]:ring-1 has-[textarea:focus-visible]:ring-accent-ink">
          <label htmlFor={id} className="px-4 pt-3 text-sm font-semibold">
            Text to try
          </label>
          <textarea
            id={id}
            data-search
            value={text}
            onChange={(event) => setText(event.target.value)}
            spellCheck={false}
            dir="auto"
            aria-describedby={`${id}-note`}
            placeholder="Paste a ticket, alert, log or stack trace"
            className="min-h-36 resize-y bg-transparent px-4 py-2 font-mono text-sm leading-6 wrap-anywhere outline-hidden placeholder:text-ink-faint"
          />
          <div className="flex items-center justify-between gap-3 border-t bg-sunken/60 px-4 py-3">
            <p id={`${id}-note`} className="text-xs text-ink-muted">
              {length > textMaxCharacters
                ? "Too long. Keep the part that shows what is wrong."
                : "Nothing is stored."}
            </p>
            <Button type="submit" look="primary" disabled={!canRead}>
              {reading.isPending ? "Reading…" : "See what fires"}
              <span className="hidden gap-0.5 sm:flex">
                <Kbd onAccent>Ctrl</Kbd>
                <Kbd onAccent>↵</Kbd>
              </span>
            </Button>
          </div>
        </Card>
      </form>
      <div aria-live="polite" className="min-w-0">
        {reading.error ? (
          <ErrorState title="The text was not read" retry={() => reading.mutate({ text })}>
            {toProblemError(reading.error).problem.detail}
          </ErrorState>
        ) : reading.data ? (
          <ExplanationView explanation={reading.data} />
        ) : (
          <div className="rounded-lg border border-dashed border-line-strong">
            <EmptyState icon={<FlaskConical />} title="See why a card says what it says">
              Which words were recognised, what they weigh, and how that moved category and severity.
            </EmptyState>
          </div>
        )}
      </div>
    </div>
  );
}
