"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ArrowUpToLine, CircleCheck, CircleX } from "lucide-react";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { toProblemError } from "#components/api-client.ts";
import { runsQuery } from "#components/evals/eval-queries.ts";
import { FormEnd } from "#components/form-end.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { EvalRun } from "#lib/contracts/eval-run.ts";
import { type Prompt, type PromptList, promotePromptSchema } from "#lib/contracts/prompts.ts";
import { messagesOf } from "../form-messages.ts";
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

/** Whether a run can speak for a prompt, as far as the list tells; the server has the last word. */
const speaksFor = (run: EvalRun) =>
  run.status === "done" &&
  run.engine !== "rules" &&
  run.models.length > 0 &&
  (run.gateState === "passed" || run.overridden);

function PromoteForm({ prompt, list, onDone }: PromotePromptProps & { onDone: () => void }) {
  const needsGate = prompt.state !== "retired";
  const runs = useInfiniteQuery({ ...runsQuery(null, prompt.version), enabled: needsGate });
  const green = runs.data?.pages.flatMap(({ items }) => items).find(speaksFor) ?? null;
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
        <Gate prompt={prompt} green={green} isLooking={runs.isPending} />
      ) : (
        <p className="text-sm text-pretty text-ink-muted">
          It was in use before, so that it needs no eval run. Its cards that are still fresh are reused.
        </p>
      )}
      {needsGate && (green === null || failed?.problem.code === "conflict") ? (
        <label className="flex items-start gap-2 text-sm">
          <input
            type="checkbox"
            className="mt-0.5 size-4 shrink-0"
            checked={override}
            onChange={(event) => setOverride(event.target.checked)}
          />
          <span className="flex flex-col">
            <span className="font-medium">Promote without a green gate</span>
            <span className="text-xs text-pretty text-ink-muted">
              Your name and the reason are kept in the audit trail.
            </span>
          </span>
        </label>
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

interface GateProps {
  prompt: Prompt;
  green: EvalRun | null;
  isLooking: boolean;
}

function Gate({ prompt, green, isLooking }: GateProps) {
  if (isLooking) {
    return (
      <p role="status" className="text-sm text-ink-muted">
        Looking for an eval run that speaks for it…
      </p>
    );
  }
  return green ? (
    <p className="flex gap-2 rounded-md bg-good-soft p-3 text-sm text-good">
      <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        {green.overridden ? "Gates overridden in " : "Gates passed in "}
        <Link href={`/evals/${green.id}`} className="underline underline-offset-2">
          a run over {green.set}
        </Link>
        , <RelativeTime at={green.createdAt} />
      </span>
    </p>
  ) : (
    <p className="flex gap-2 rounded-md bg-danger-soft p-3 text-sm text-danger">
      <CircleX aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="text-pretty">
        No eval run of {prompt.version} has green gates. Run the evals on this page, or promote it without and
        say why.
      </span>
    </p>
  );
}
