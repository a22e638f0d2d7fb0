"use client";

import { type DragEvent, type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import type { ProblemError } from "#components/api-client.ts";
import { environmentNames } from "#components/triage-card/words.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { Field, Input } from "#components/ui/field.tsx";
import { Kbd } from "#components/ui/kbd.tsx";
import { Select } from "#components/ui/select.tsx";
import { textMaxCharacters } from "#lib/contracts/text.ts";
import { environments } from "#lib/contracts/vocabulary.ts";
import type { Draft } from "./draft.ts";
import { type Example, examples } from "./examples.ts";
import { TextField } from "./text-field.tsx";
import { readTextFile } from "./text-file.ts";

interface ComposerFormProps {
  draft: Draft;
  onChange: (draft: Draft) => void;
  onSubmit: () => void;
  pending: boolean;
  error: ProblemError | null;
}

const draftOf = ({ text, source, service, environment }: Example): Draft => ({
  text,
  source: source ?? "",
  service: service ?? "",
  environment: environment ?? null,
});

export function ComposerForm({ draft, onChange, onSubmit, pending, error }: ComposerFormProps) {
  const [refusal, setRefusal] = useState<string>();
  const [dropping, setDropping] = useState(false);
  const textRef = useRef<HTMLTextAreaElement>(null);
  const length = draft.text.trim().length;
  const isTooLong = length > textMaxCharacters;
  const canSubmit = length > 0 && !isTooLong && !pending;

  const change = (changes: Partial<Draft>) => {
    setRefusal(undefined);
    onChange({ ...draft, ...changes });
  };
  const submit = (event: FormEvent | KeyboardEvent) => {
    event.preventDefault();
    if (canSubmit) onSubmit();
  };
  const take = async (file: File | undefined) => {
    if (!file) return;
    const reading = await readTextFile(file);
    if ("text" in reading) change({ text: reading.text });
    else setRefusal(reading.refused);
  };
  const drop = (event: DragEvent) => {
    setDropping(false);
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    void take(event.dataTransfer.files[0]);
  };

  return (
    <form
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
      }}
      className="flex min-w-0 flex-col gap-3"
    >
      <Card
        aria-label="New ticket"
        onDragOver={(event) => {
          event.preventDefault();
          setDropping(true);
        }}
        onDragLeave={() => setDropping(false)}
        onDrop={drop}
        className={classNames(
          "flex flex-col overflow-hidden has-[textarea:focus-visible]:border-accent-ink has-[textarea:focus-visible]:ring-1 has-[textarea:focus-visible]:ring-accent-ink",
          dropping && "outline-2 outline-accent-ink",
        )}
      >
        <TextField
          ref={textRef}
          value={draft.text}
          onChange={(text) => change({ text })}
          onFile={(file) => void take(file)}
          error={
            refusal ??
            (isTooLong ? "Too long. Keep the part that shows what is wrong." : error?.messageFor("text"))
          }
          length={length}
        />
        <div className="grid gap-3 border-t p-4 sm:grid-cols-3">
          <Field label="Source" error={error?.messageFor("source")}>
            <Input
              placeholder="zendesk, alertmanager…"
              value={draft.source}
              maxLength={200}
              onChange={(event) => change({ source: event.target.value })}
            />
          </Field>
          <Field label="Service" error={error?.messageFor("service")}>
            <Input
              placeholder="checkout"
              value={draft.service}
              maxLength={200}
              onChange={(event) => change({ service: event.target.value })}
            />
          </Field>
          <Field label="Environment" error={error?.messageFor("environment")}>
            <Select
              value={draft.environment}
              onValueChange={(environment) => change({ environment })}
              options={environments}
              labelOf={(environment) => environmentNames[environment]}
              emptyLabel="Not known"
            />
          </Field>
        </div>
        <div className="flex items-center justify-between gap-3 border-t bg-sunken/60 px-4 py-3">
          <p className="text-xs text-ink-muted">Source, service and environment are optional.</p>
          <Button type="submit" look="primary" disabled={!canSubmit}>
            {pending ? "Reading…" : "Triage"}
            <span className="hidden gap-0.5 sm:flex">
              <Kbd onAccent>Ctrl</Kbd>
              <Kbd onAccent>↵</Kbd>
            </span>
          </Button>
        </div>
      </Card>
      <div className="flex flex-wrap items-center gap-1.5">
        <span className="text-xs text-ink-muted">Try one:</span>
        {examples.map((example) => (
          <Button
            key={example.name}
            size="sm"
            onClick={() => {
              change(draftOf(example));
              textRef.current?.focus();
            }}
          >
            {example.name}
          </Button>
        ))}
      </div>
    </form>
  );
}
