"use client";

import { ArrowUpToLine } from "lucide-react";
import { type FormEvent, useState } from "react";
import { toProblemError } from "#components/api-client.ts";
import { FormEnd } from "#components/form-end.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { type Prompt, type PromptList, promotePromptSchema } from "#lib/contracts/prompts.ts";
import { messagesOf } from "../form-messages.ts";
import { OverrideBox } from "../policy/policy-gate.tsx";
import { PromptGate, usePromptRuns, WayBack } from "./prompt-gate.tsx";
import { usePromptActs } from "./use-prompt-acts.ts";

interface PromotePromptProps {
  prompt: Prompt;
  list: PromptList;
}

/** Puts a version in use: over a green eval run, or over a reason; one that was in use before just comes back. */
export function PromotePrompt({ prompt, list }: PromotePromptProps) {
  const [open, setOpen] = useState(false);
  const wasInUse = prompt.state === "retired";
  return (
    <>
      <Button size="sm" look="primary" onClick={() => setOpen(true)}>
        <ArrowUpToLine aria-hidden />
        {wasInUse ? "Roll back to it" : "Promote"}
      </Button>
      <Dialog
        title={wasInUse ? `Back to ${prompt.name}` : `Promote ${prompt.name}`}
        open={open}
        onOpenChange={setOpen}
      >
        <PromoteForm prompt={prompt} list={list} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function PromoteForm({ prompt, list, onDone }: PromotePromptProps & { onDone: () => void }) {
  const needsGate = prompt.state !== "retired";
  const { green, refused, last, isLooking } = usePromptRuns(prompt.version);
  const [override, setOverride] = useState(false);
  const [reason, setReason] = useState("");
  const [invalid, setInvalid] = useState<Record<string, string>>({});
  const { promoting } = usePromptActs(list, onDone);
  const failed = promoting.error ? toProblemError(promoting.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = promotePromptSchema.safeParse({
      reason,
      override,
      ...(needsGate && green ? { runId: green.id } : {}),
    });
    setInvalid(messagesOf(checked));
    if (checked.success) promoting.mutate({ ...checked.data, version: prompt.version });
  };
  const isReady = !needsGate || green !== null || override;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4 px-4 pb-4">
      {needsGate ? (
        <PromptGate prompt={prompt} green={green} refused={refused} isLooking={isLooking} />
      ) : (
        <WayBack last={last} />
      )}
      {needsGate && (green === null || failed?.problem.code === "conflict") ? (
        <OverrideBox label="Promote without a green gate" checked={override} onChange={setOverride} />
      ) : null}
      <Field label="Reason" error={invalid.reason}>
        <Input
          value={reason}
          maxLength={500}
          placeholder="For whoever reads the history"
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      {list.candidate ? <p className="text-xs text-ink-muted">The split ends with it.</p> : null}
      <FormEnd
        failed={failed}
        title="It was not promoted"
        submit={needsGate ? "Promote" : "Roll back"}
        busyLabel="Saving…"
        busy={promoting.isPending}
        disabled={!isReady}
      />
    </form>
  );
}
