"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, CircleX, ShieldAlert, TriangleAlert } from "lucide-react";
import { type FormEvent, useState } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { FormEnd } from "#components/form-end.tsx";
import { pathOf } from "#components/path-of.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { overrideEvalGateOperation } from "#lib/contracts/eval-operations.ts";
import type { EvalRunDetail, Promotion } from "#lib/contracts/eval-run.ts";
import { promotionQuery } from "./eval-queries.ts";
import { ReasonList } from "./reason-list.tsx";
import { Part } from "./run-analysis.tsx";

interface GateListProps {
  run: EvalRunDetail;
  /** What stands before a promotion beside missed gates; null while that is not known. */
  promotion: Promotion | null;
  mayOverride: boolean;
}

/** Every gate of a run with what was found, missed ones first, and what else stands before a promotion. */
export function GateList({ run, promotion, mayOverride }: GateListProps) {
  const gates = (run.gates ?? []).toSorted((one, other) => Number(one.passed) - Number(other.passed));
  if (gates.length === 0) return null;
  const others = (promotion?.failedGates ?? []).filter((each) => !run.missedGates.includes(each));
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
      {others.length > 0 ? (
        <div className="flex gap-2 rounded-md bg-warn-soft p-3 text-sm text-warn">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <div className="flex min-w-0 flex-col gap-1">
            <p className="font-medium">
              {run.override
                ? "Without the override nothing could be promoted over this run"
                : "Nothing can be promoted over this run"}
            </p>
            <ReasonList reasons={others} />
          </div>
        </div>
      ) : null}
      {run.override ? (
        <p className="flex gap-2 rounded-md bg-warn-soft p-3 text-sm text-warn">
          <ShieldAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="wrap-anywhere">
            {run.override.by} let this pass <RelativeTime at={run.override.createdAt} />:{" "}
            {run.override.reason}
          </span>
        </p>
      ) : promotion && !promotion.allowed && mayOverride ? (
        <Override run={run} promotion={promotion} />
      ) : null}
    </Part>
  );
}

type OverrideProps = Pick<GateListProps, "run"> & { promotion: Promotion };

function Override(props: OverrideProps) {
  const [open, setOpen] = useState(false);
  return (
    <div>
      <Button size="sm" onClick={() => setOpen(true)}>
        <ShieldAlert aria-hidden />
        Override
      </Button>
      <Dialog title="Override the gates" open={open} onOpenChange={setOpen}>
        <OverrideForm {...props} onDone={() => setOpen(false)} />
      </Dialog>
    </div>
  );
}

function OverrideForm({ run, promotion, onDone }: OverrideProps & { onDone: () => void }) {
  const queryClient = useQueryClient();
  const [reason, setReason] = useState("");
  const override = useMutation({
    mutationFn: () =>
      callApi(pathOf(overrideEvalGateOperation.path, { id: run.id }), overrideEvalGateOperation.answer, {
        body: { reason },
      }),
    onSuccess: async () => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ["eval-run", run.id] }),
        queryClient.invalidateQueries({ queryKey: promotionQuery(run.id).queryKey }),
      ]);
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
      <div className="flex flex-col gap-1.5 text-sm text-ink-muted">
        <p>What this run measured may then go live although:</p>
        <ReasonList reasons={promotion.failedGates} />
        <p>Your name, the time and the reason are kept.</p>
      </div>
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
