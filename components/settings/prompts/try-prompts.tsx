"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { durationText, usdText } from "#components/amounts.ts";
import { callApi, toProblemError } from "#components/api-client.ts";
import { ReadingProgress } from "#components/triage-card/reading-progress.tsx";
import { CategoryLabel, Confidence, SeverityBadge } from "#components/triage-card/verdict-badges.tsx";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { degradedReasonTexts, pathNames } from "#components/triage-card/words.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field, TextArea } from "#components/ui/field.tsx";
import { tryPromptsOperation } from "#lib/contracts/prompt-operations.ts";
import {
  type PromptList,
  type TriedPrompt,
  type TryPrompts,
  tryPromptsSchema,
} from "#lib/contracts/prompts.ts";
import { messagesOf } from "../form-messages.ts";

interface TryPromptsCardProps {
  version: string;
  list: PromptList;
}

/** A pasted ticket read with this version and, beside it, with the one in use. */
export function TryPromptsCard({ version, list }: TryPromptsCardProps) {
  const [text, setText] = useState("");
  const [invalid, setInvalid] = useState<Record<string, string>>({});
  const versions = version === list.active ? [version] : [list.active, version];
  const nameOf = (each: string) => list.items.find((one) => one.version === each)?.name ?? each;
  const trying = useMutation({
    mutationFn: (body: TryPrompts) => callApi(tryPromptsOperation.path, tryPromptsOperation.answer, { body }),
  });
  const failed = trying.error ? toProblemError(trying.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = tryPromptsSchema.safeParse({ text, versions });
    setInvalid(messagesOf(checked));
    if (checked.success) trying.mutate(checked.data);
  };
  return (
    <Card aria-labelledby="try-prompt" className="flex min-w-0 flex-col gap-4 p-4">
      <form onSubmit={submit} noValidate className="flex flex-col gap-3">
        <h2 id="try-prompt" className="text-sm font-semibold">
          Try it on a ticket
        </h2>
        <Field
          label="Ticket"
          error={invalid.text}
          hint={
            versions.length === 2
              ? "Read with this version and with the one in use. Models are asked and paid; nothing is stored."
              : "Models are asked and paid; nothing is stored."
          }
        >
          <TextArea
            rows={5}
            className="max-h-80 font-mono"
            spellCheck={false}
            dir="auto"
            placeholder="Paste a ticket, an alert, a log or a stack trace"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
        <Button type="submit" look="primary" className="self-start" disabled={trying.isPending}>
          {trying.isPending ? "Reading…" : "Try"}
        </Button>
      </form>
      <div aria-live="polite" className="flex flex-col gap-3">
        {failed ? (
          <ErrorState title="Nothing was read" requestId={failed.requestId}>
            {failed.problem.detail}
          </ErrorState>
        ) : null}
        {trying.isPending ? (
          <div className="grid gap-3 md:grid-cols-2">
            {versions.map((each) => (
              <ReadingProgress key={each} since={trying.submittedAt} />
            ))}
          </div>
        ) : null}
        {trying.data && !trying.isPending ? (
          <>
            <Verdict items={trying.data.items} />
            <div className="grid items-start gap-3 md:grid-cols-2">
              {trying.data.items.map((tried) => (
                <Tried
                  key={tried.version}
                  tried={tried}
                  name={nameOf(tried.version)}
                  isInUse={tried.version === list.active}
                />
              ))}
            </div>
          </>
        ) : null}
      </div>
    </Card>
  );
}

function Verdict({ items: [one, other] }: { items: readonly TriedPrompt[] }) {
  if (!one || !other) return null;
  const differs = [
    one.card.severity === other.card.severity ? null : "severity",
    one.card.category === other.card.category ? null : "category",
  ].filter((each) => each !== null);
  return (
    <p className={`text-sm font-medium ${differs.length > 0 ? "text-warn" : "text-good"}`}>
      {differs.length > 0 ? `They differ in ${differs.join(" and ")}.` : "Both come to the same verdict."}
    </p>
  );
}

interface TriedProps {
  tried: TriedPrompt;
  name: string;
  isInUse: boolean;
}

function Tried({ tried: { version, card, origin, costUsd, ms }, name, isInUse }: TriedProps) {
  return (
    <section
      aria-label={`Card of ${name}`}
      className="flex min-w-0 flex-col gap-3 rounded-lg border p-4 text-sm"
    >
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <h3 className="min-w-0 font-medium">
          <bdi className="wrap-anywhere">{visibleLine(name)}</bdi>
        </h3>
        {isInUse ? <Badge tone="good">In use</Badge> : null}
        <span className="ml-auto font-mono text-xs text-ink-faint">{version}</span>
      </header>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <SeverityBadge severity={card.severity} large />
        <CategoryLabel category={card.category} className="font-semibold" />
        <Badge>
          <Confidence value={card.confidence} spelledOut />
        </Badge>
      </div>
      <p className="text-pretty wrap-anywhere whitespace-pre-line">{visibleLine(card.summary)}</p>
      <ol className="flex list-decimal flex-col gap-1 pl-5 text-ink-muted marker:text-ink-faint">
        {card.steps.map((step) => (
          <li key={step} className="wrap-anywhere">
            {visibleLine(step)}
          </li>
        ))}
      </ol>
      {origin.path === "model" ? null : (
        <Badge tone="warn" className="h-auto! self-start whitespace-normal">
          {pathNames[origin.path]} read it
          {origin.degradedReason ? `: ${degradedReasonTexts[origin.degradedReason]}` : null}
        </Badge>
      )}
      <dl className="flex flex-wrap gap-x-4 gap-y-0.5 border-t pt-2 text-xs text-ink-muted tabular-nums">
        <div className="flex gap-1.5">
          <dt>Cost</dt>
          <dd className="font-medium text-ink">{costUsd === null ? "unknown" : usdText(costUsd)}</dd>
        </div>
        <div className="flex gap-1.5">
          <dt>Time</dt>
          <dd className="font-medium text-ink">{durationText(ms)}</dd>
        </div>
        {origin.model ? (
          <div className="flex gap-1.5">
            <dt>Model</dt>
            <dd className="font-mono wrap-anywhere">{origin.model}</dd>
          </div>
        ) : null}
      </dl>
    </section>
  );
}
