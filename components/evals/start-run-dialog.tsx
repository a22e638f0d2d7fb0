"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { FormEnd } from "#components/form-end.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { startEvalRunOperation } from "#lib/contracts/eval-operations.ts";
import { type EvalEngine, evalEngines, repeatsMax } from "#lib/contracts/eval-run.ts";
import type { PolicyPatch } from "#lib/contracts/policy.ts";
import { setQuery, setsQuery } from "./eval-queries.ts";
import { ReasonList } from "./reason-list.tsx";

const engineNames: Record<EvalEngine, string> = {
  auto: "As the policy says",
  rules: "Rules only",
  model: "Models (one must be configured)",
};

interface Asked {
  set: string;
  engine: EvalEngine;
  repeats: number;
  baselineId?: string;
  promptVersion?: string;
  policyPatch?: PolicyPatch;
}

interface StartRunProps {
  /** The prompt to judge; the one in use where absent. */
  promptVersion?: string;
  /** A change of the policy to judge before it is made. */
  policyPatch?: PolicyPatch;
  label?: string;
  /** Whether the form is open at first. */
  opensForm?: boolean;
  /** What happens instead of going to the page of the run. */
  onStarted?: () => void;
}

/** Starts a run in the background and opens its page. */
export function StartRun(props: StartRunProps) {
  const [open, setOpen] = useState(props.opensForm ?? false);
  const { promptVersion, policyPatch, label = "Start a run", onStarted } = props;
  const isCandidate = promptVersion !== undefined || policyPatch !== undefined;
  return (
    <>
      <Button
        look={isCandidate ? "secondary" : "primary"}
        size={isCandidate ? "sm" : "md"}
        onClick={() => setOpen(true)}
      >
        <Play aria-hidden />
        {label}
      </Button>
      <Dialog title="Start a run" open={open} onOpenChange={setOpen}>
        <StartRunForm
          {...props}
          onStarted={
            onStarted &&
            (() => {
              setOpen(false);
              onStarted();
            })
          }
        />
      </Dialog>
    </>
  );
}

function StartRunForm({
  promptVersion,
  policyPatch,
  onStarted,
}: Omit<StartRunProps, "onStarted"> & { onStarted: (() => void) | undefined }) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const sets = useQuery(setsQuery());
  const names = (sets.data?.items ?? []).map(({ name }) => name);
  const [chosen, setChosen] = useState<string | null>(null);
  const [engine, setEngine] = useState<EvalEngine>(promptVersion ? "model" : "auto");
  const [repeats, setRepeats] = useState("1");
  const [withBaseline, setWithBaseline] = useState(true);
  const set = chosen ?? names[0] ?? null;
  const detail = useQuery({ ...setQuery(set ?? ""), enabled: set !== null });
  const previous = sets.data?.items.find(({ name }) => name === set)?.trend.at(-1)?.runId;
  const start = useMutation({
    mutationFn: (body: Asked) => callApi(startEvalRunOperation.path, startEvalRunOperation.answer, { body }),
    onSuccess: async (run) => {
      await queryClient.invalidateQueries({ queryKey: ["eval-runs"] });
      if (onStarted) onStarted();
      else router.push(`/evals/${run.id}`);
    },
  });
  const failed = start.isError ? toProblemError(start.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (set === null || start.isPending) return;
    const baselineId = withBaseline && previous ? { baselineId: previous } : {};
    const prompt = promptVersion ? { promptVersion } : {};
    const policy = policyPatch ? { policyPatch } : {};
    start.mutate({ set, engine, repeats: Number(repeats), ...baselineId, ...prompt, ...policy });
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4 px-4 pb-4">
      <Field label="Set" error={failed?.messageFor("set")}>
        <Select value={set} onValueChange={setChosen} options={names} emptyLabel="Choose a set" />
      </Field>
      {detail.data && detail.data.unfit.length > 0 ? (
        <div className="flex flex-col gap-1 rounded-md bg-warn-soft p-3 text-sm text-warn">
          <p className="font-medium">Nothing can be promoted over this set</p>
          <ReasonList reasons={detail.data.unfit} />
        </div>
      ) : null}
      <Field label="Who reads the texts" error={failed?.messageFor("engine")}>
        <Select
          value={engine}
          onValueChange={(value) => setEngine(value ?? "auto")}
          options={evalEngines}
          emptyLabel="As the policy says"
          labelOf={(each) => engineNames[each]}
        />
      </Field>
      <Field
        label="Repeats"
        hint={`How often each case is judged, 1 to ${repeatsMax}; more than once shows how steady a model is`}
        error={failed?.messageFor("repeats")}
      >
        <Input
          type="number"
          min={1}
          max={repeatsMax}
          value={repeats}
          onChange={(event) => setRepeats(event.target.value)}
        />
      </Field>
      {previous ? (
        <label className="flex items-center gap-2 text-sm">
          <input
            type="checkbox"
            checked={withBaseline}
            onChange={(event) => setWithBaseline(event.target.checked)}
          />
          Compare with the latest run of this set
        </label>
      ) : null}
      <FormEnd
        failed={failed}
        title="The run was not started"
        submit="Start"
        busyLabel="Starting…"
        busy={start.isPending}
        disabled={set === null}
        note={
          <>
            Over the API: scope <code className="font-mono">evals:write</code>
          </>
        }
      />
    </form>
  );
}
