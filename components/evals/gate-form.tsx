"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus, Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { FormEnd } from "#components/form-end.tsx";
import { pathOf } from "#components/path-of.ts";
import { messagesByPath } from "#components/settings/form-messages.ts";
import { Button } from "#components/ui/button.tsx";
import { Field, Input, TextArea } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { measureNames, measures } from "#lib/contracts/eval-measures.ts";
import { setEvalGatesOperation } from "#lib/contracts/eval-operations.ts";
import { type EvalSetDetail, type SetGates, setGatesSchema } from "#lib/contracts/eval-set.ts";
import { setQuery } from "./eval-queries.ts";
import { draftOf, type GateDraft, gateOf, newDraft } from "./gate-draft.ts";

const checks = ["at_least", "at_most", "cases_pass", "no_regression"] as const;
const checkNames: Record<(typeof checks)[number], string> = {
  at_least: "At least",
  at_most: "At most",
  cases_pass: "These cases pass",
  no_regression: "No regression against the baseline",
};

const unitNames = { share: "Per cent", number: "Value", usd: "US dollars", ms: "Milliseconds" } as const;

/** Edits the gates of a set, checked by the schema that files and the API have. */
export function GateForm({ set, onDone }: { set: EvalSetDetail; onDone: () => void }) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const [drafts, setDrafts] = useState(() => set.gates.map(draftOf));
  const [reason, setReason] = useState("");
  const [invalid, setInvalid] = useState<Record<string, string>>({});
  const saving = useMutation({
    mutationFn: (body: SetGates) =>
      callApi(pathOf(setEvalGatesOperation.path, { set: set.name }), setEvalGatesOperation.answer, { body }),
    onSuccess: async (detail) => {
      queryClient.setQueryData(setQuery(set.name).queryKey, detail);
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ["eval-sets"] }),
        queryClient.invalidateQueries({ queryKey: ["eval-promotion"] }),
      ]);
      toast(
        "Gates saved",
        "Runs over the earlier gates keep what was found. Run the set again to promote over it.",
      );
      onDone();
    },
  });
  const failed = saving.error ? toProblemError(saving.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = setGatesSchema.safeParse({
      gates: drafts.map(gateOf),
      basedOn: set.gatesVersion,
      reason,
    });
    setInvalid(messagesByPath(checked));
    if (checked.success && !saving.isPending) saving.mutate(checked.data);
  };
  const change = (key: string, fields: Partial<GateDraft>) =>
    setDrafts((all) => all.map((each) => (each.key === key ? { ...each, ...fields } : each)));
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4 px-4 pb-4">
      <ol className="flex flex-col gap-3">
        {drafts.map((draft, index) => (
          <li key={draft.key}>
            <GateFields
              draft={draft}
              number={index + 1}
              errorOf={(field) => invalid[`gates.${index}.${field}`]}
              onChange={(fields) => change(draft.key, fields)}
              onRemove={() => setDrafts((all) => all.filter(({ key }) => key !== draft.key))}
            />
          </li>
        ))}
      </ol>
      {invalid.gates ? (
        <p role="alert" className="text-sm text-danger">
          A set needs a gate at least.
        </p>
      ) : null}
      <Button size="sm" className="self-start" onClick={() => setDrafts((all) => [...all, newDraft()])}>
        <Plus aria-hidden />
        Add a gate
      </Button>
      <Field label="Reason" error={invalid.reason} hint="Kept in the audit trail with what the gates were">
        <Input value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <FormEnd
        failed={failed}
        title="The gates were not changed"
        submit="Save gates"
        busyLabel="Saving…"
        busy={saving.isPending}
      />
    </form>
  );
}

interface GateFieldsProps {
  draft: GateDraft;
  number: number;
  errorOf: (field: string) => string | undefined;
  onChange: (fields: Partial<GateDraft>) => void;
  onRemove: () => void;
}

function GateFields({ draft, number, errorOf, onChange, onRemove }: GateFieldsProps) {
  const { check, measure, value, cases, why } = draft;
  const isLimit = check === "at_least" || check === "at_most";
  return (
    <fieldset className="flex min-w-0 flex-col gap-2.5 rounded-md border p-3">
      <legend className="sr-only">Gate {number}</legend>
      <div className="flex items-end gap-2">
        <Field label="Check" className="flex-1">
          <Select
            value={check}
            onValueChange={(chosen) => onChange({ check: chosen ?? check })}
            options={checks}
            labelOf={(each) => checkNames[each]}
          />
        </Field>
        <Button look="ghost" size="icon" aria-label={`Remove gate ${number}`} onClick={onRemove}>
          <Trash2 aria-hidden />
        </Button>
      </div>
      {isLimit ? (
        <div className="grid gap-2.5 sm:grid-cols-[1fr_8rem]">
          <Field label="Measure" hint={measures[measure].meaning}>
            <Select
              value={measure}
              onValueChange={(chosen) => onChange({ measure: chosen ?? measure })}
              options={measureNames}
              labelOf={(each) => measures[each].title}
            />
          </Field>
          <Field label={unitNames[measures[measure].unit]} error={errorOf("value")}>
            <Input
              inputMode="decimal"
              value={value}
              onChange={(event) => onChange({ value: event.target.value })}
            />
          </Field>
        </div>
      ) : null}
      {check === "cases_pass" ? (
        <Field label="Ids of cases" hint="One a line" error={errorOf("cases")}>
          <TextArea
            rows={2}
            value={cases}
            onChange={(event) => onChange({ cases: event.target.value })}
            className="font-mono text-xs"
          />
        </Field>
      ) : null}
      <Field label="What it is good for" error={errorOf("why")}>
        <Input value={why} maxLength={300} onChange={(event) => onChange({ why: event.target.value })} />
      </Field>
    </fieldset>
  );
}
