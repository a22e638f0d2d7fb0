"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, CircleX, ShieldAlert } from "lucide-react";
import { type FormEvent, useState } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { FormEnd } from "#components/form-end.tsx";
import { pathOf } from "#components/path-of.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { overrideEvalGateOperation } from "#lib/contracts/eval-operations.ts";
import type { EvalRunDetail } from "#lib/contracts/eval-run.ts";
import { Part } from "./run-analysis.tsx";

/** Every gate of a run with what was found, missed ones first. */
export function GateList({ run, mayOverride }: { run: EvalRunDetail; mayOverride: boolean }) {
  const gates = (run.gates ?? []).toSorted((one, other) => Number(one.passed) - Number(other.passed));
  if (gates.length === 0) return null;
  return (
    <Part title="Gates">
      <ul className="flex flex-col">
        {gates.map(({ gate, why, passed, found }) => (
          <li
            key={gate}
            className="grid grid-cols-[1.25rem_1fr_auto] gap-x-2 border-b py-2 text-sm last:border-b-0"
          >
            {passed ? (
              <CircleCheck aria-label="passed" className="mt-0.5 size-4 text-good" />
            ) : (
              <CircleX aria-label="missed" className="mt-0.5 size-4 text-danger" />
            )}
            <span className="min-w-0 wrap-anywhere first-letter:uppercase">{gate}</span>
            <span className={passed ? "text-ink-muted tabular-nums" : "font-medium text-danger tabular-nums"}>
              {found}
            </span>
            <span className="col-start-2 text-xs text-ink-muted">{why}</span>
          </li>
        ))}
      </ul>
      {run.override ? (
        <p className="flex gap-2 rounded-md bg-warn-soft p-3 text-sm text-warn">
          <ShieldAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="wrap-anywhere">
            {run.override.by} let this pass <RelativeTime at={run.override.createdAt} />:{" "}
            {run.override.reason}
          </span>
        </p>
      ) : run.gateState === "missed" && mayOverride ? (
        <Override run={run} />
      ) : null}
    </Part>
  );
}

function Override({ run }: { run: EvalRunDetail }) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button size="sm" onClick={() => setOpen(true)}>
        <ShieldAlert aria-hidden />
        Override
      </Button>
      <Dialog title="Override the gates" open={open} onOpenChange={setOpen}>
        <OverrideForm run={run} onDone={() => setOpen(false)} />
      </Dialog>
    </div>
  );
}

function OverrideForm({ run, onDone }: { run: EvalRunDetail; onDone: () => void }) {
  const queryClient = useQueryClient();
  const [reason, setReason] = useState("");
  const override = useMutation({
    mutationFn: () =>
      callApi(pathOf(overrideEvalGateOperation.path, { id: run.id }), overrideEvalGateOperation.answer, {
        body: { reason },
      }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["eval-run", run.id] });
      onDone();
    },
  });
  const failed = override.isError ? toProblemError(override.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!override.isPending) override.mutate();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4 px-4 pb-4">
      <p className="text-sm text-ink-muted">
        What this run measured may then go live although {run.missedGates.length} of its gates are missed.
        Your name, the time and the reason are kept.
      </p>
      <Field label="Why" error={failed?.messageFor("reason")}>
        <Input value={reason} maxLength={1000} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <FormEnd
        failed={failed}
        title="Nothing was changed"
        fields={["reason"]}
        submit="Override"
        busyLabel="Overriding…"
        busy={override.isPending}
      />
    </form>
  );
}
