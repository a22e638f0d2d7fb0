"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { toProblemError } from "#components/api-client.ts";
import { FormEnd } from "#components/form-end.tsx";
import { categoryNames } from "#components/triage-card/words.ts";
import { Field, Input } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { type CaseKind, caseKinds } from "#lib/contracts/eval-case.ts";
import type { Card } from "#lib/contracts/triage.ts";
import { type Category, categories, type Severity, severities } from "#lib/contracts/vocabulary.ts";
import { addCase, addedLine, usualSet } from "./add-case-call.ts";

export interface AddCaseProps {
  triageId: string;
  card: Card;
}

/** Labels the case and adds it. */
export default function AddCaseForm({ triageId, card, onDone }: AddCaseProps & { onDone: () => void }) {
  const toast = useToast();
  const [set, setSet] = useState(usualSet);
  const [category, setCategory] = useState<Category>(card.category);
  const [alternative, setAlternative] = useState<Category | null>(null);
  const [severityMin, setSeverityMin] = useState<Severity>(card.severity);
  const [severityMax, setSeverityMax] = useState<Severity>(card.severity);
  const [kind, setKind] = useState<CaseKind | null>(null);
  const add = useMutation({
    mutationFn: () =>
      addCase(set, {
        triageId,
        category,
        categoryAlt: alternative ? [alternative] : [],
        severityMin,
        severityMax,
        ...(kind ? { kind } : {}),
      }),
    onSuccess: (change) => {
      toast(addedLine(change));
      onDone();
    },
  });
  const failed = add.isError ? toProblemError(add.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!add.isPending) add.mutate();
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4 px-4 pb-4">
      <p className="text-sm text-ink-muted">
        The text becomes a case as it is. Say what the right card would have been.
      </p>
      <div className="grid grid-cols-2 gap-3">
        <Field label="Category" error={failed?.messageFor("category")}>
          <Select
            value={category}
            onValueChange={(value) => setCategory(value ?? card.category)}
            options={categories}
            emptyLabel="As on the card"
            labelOf={(each) => categoryNames[each]}
          />
        </Field>
        <Field label="Could be defended">
          <Select
            value={alternative}
            onValueChange={setAlternative}
            options={categories.filter((each) => each !== category)}
            emptyLabel="No other"
            labelOf={(each) => categoryNames[each]}
          />
        </Field>
        <Field label="Most severe that is right">
          <Select
            value={severityMin}
            onValueChange={(value) => setSeverityMin(value ?? card.severity)}
            options={severities}
            emptyLabel="As on the card"
          />
        </Field>
        <Field label="Least severe that is right" error={failed?.messageFor("severityMax")}>
          <Select
            value={severityMax}
            onValueChange={(value) => setSeverityMax(value ?? card.severity)}
            options={severities}
            emptyLabel="As on the card"
          />
        </Field>
        <Field label="Kind of text">
          <Select value={kind} onValueChange={setKind} options={caseKinds} emptyLabel="As the text looks" />
        </Field>
        <Field label="Set" error={failed?.messageFor("set")}>
          <Input value={set} maxLength={60} onChange={(event) => setSet(event.target.value)} />
        </Field>
      </div>
      <FormEnd
        failed={failed}
        title="The case was not added"
        fields={["set", "severityMax"]}
        submit="Add"
        busyLabel="Adding…"
        busy={add.isPending}
      />
    </form>
  );
}
