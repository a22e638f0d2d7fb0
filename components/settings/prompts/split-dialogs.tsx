"use client";

import { Split } from "lucide-react";
import { type FormEvent, useState } from "react";
import { toProblemError } from "#components/api-client.ts";
import { FormEnd } from "#components/form-end.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { type Prompt, type PromptList, splitPromptsSchema } from "#lib/contracts/prompts.ts";
import { messagesByPath } from "../form-messages.ts";
import { OverrideBox } from "../policy/policy-gate.tsx";
import { PromptGate, usePromptRuns, WayBack } from "./prompt-gate.tsx";
import { usePromptActs } from "./use-prompt-acts.ts";

interface SplitProps {
  prompt: Prompt;
  list: PromptList;
}

/** Gives a version a share of the incidents. */
export function StartSplit({ prompt, list }: SplitProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        <Split aria-hidden />
        {prompt.state === "candidate" ? "Change share" : "Give it a share"}
      </Button>
      <Dialog title={`A share for ${prompt.name}`} open={open} onOpenChange={setOpen}>
        <SplitForm prompt={prompt} list={list} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}

function SplitForm({ prompt, list, onDone }: SplitProps & { onDone: () => void }) {
  const isCandidate = list.candidate?.version === prompt.version;
  const [percent, setPercent] = useState(String(isCandidate ? list.candidate?.percent : 10));
  const isMore = !isCandidate || Number(percent) > (list.candidate?.percent ?? 0);
  const needsGate = prompt.state !== "retired" && isMore;
  const { green, refused, last, isLooking } = usePromptRuns(prompt.version);
  const [override, setOverride] = useState(false);
  const [reason, setReason] = useState("");
  const [invalid, setInvalid] = useState<Record<string, string>>({});
  const { splitting } = usePromptActs(list, onDone);
  const failed = splitting.error ? toProblemError(splitting.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = splitPromptsSchema.safeParse({
      candidate: { version: prompt.version, percent: Number(percent) },
      reason,
      ...(needsGate && green ? { runId: green.id } : {}),
      ...(needsGate && override ? { override } : {}),
    });
    setInvalid(messagesByPath(checked));
    if (checked.success) splitting.mutate(checked.data);
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4 px-4 pb-4">
      <Field
        label="Share of the incidents, %"
        error={invalid["candidate.percent"]}
        hint="1 to 99. Which ones is decided by their fingerprint: an incident keeps its prompt."
      >
        <Input inputMode="numeric" value={percent} onChange={(event) => setPercent(event.target.value)} />
      </Field>
      {needsGate ? (
        <PromptGate prompt={prompt} green={green} refused={refused} isLooking={isLooking} />
      ) : prompt.state === "retired" ? (
        <WayBack last={last} />
      ) : null}
      {needsGate && (green === null || failed?.problem.code === "conflict") ? (
        <OverrideBox label="Split without a green gate" checked={override} onChange={setOverride} />
      ) : null}
      <Field label="Reason" error={invalid.reason}>
        <Input
          value={reason}
          maxLength={500}
          placeholder="For whoever reads the history"
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      {list.candidate && !isCandidate ? (
        <p className="text-xs text-pretty text-ink-muted">
          It takes the place of {list.candidate.version}, which has {list.candidate.percent}% now.
        </p>
      ) : null}
      <FormEnd
        failed={failed}
        title="Nothing was changed"
        submit="Split"
        busyLabel="Saving…"
        busy={splitting.isPending}
        disabled={needsGate && green === null && !override}
      />
    </form>
  );
}

/** Gives all incidents back to the prompt in use. */
export function EndSplit({ list }: { list: PromptList }) {
  const [open, setOpen] = useState(false);
  const { splitting } = usePromptActs(list, () => setOpen(false));
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        End the split
      </Button>
      <ConfirmDialog
        title="End the split?"
        confirm="End it"
        open={open}
        onOpenChange={setOpen}
        busy={splitting.isPending}
        error={splitting.error && toProblemError(splitting.error).problem.detail}
        onConfirm={() => splitting.mutate({ candidate: null, reason: "The split is over" })}
      >
        All incidents are read with the prompt in use from now on. Cards that were made stay. You can undo
        this.
      </ConfirmDialog>
    </>
  );
}
