"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { categoryNames } from "#components/triage-card/words.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { cueStrengths } from "#lib/contracts/facts.ts";
import {
  type NewSignal,
  type SeverityLimit,
  severityLimits,
  signalCategories,
} from "#lib/contracts/rules.ts";
import { addSignalOperation } from "#lib/contracts/rules-operations.ts";
import { severityLimitNames } from "./severity-limit-names.ts";
import { signalsKey } from "./signals-key.ts";

type Category = (typeof signalCategories)[number];
type Strength = (typeof cueStrengths)[number];

interface Draft {
  phrase: string;
  speaksFor: Category | SeverityLimit | null;
  strength: Strength | null;
  note: string;
}

const emptyDraft: Draft = { phrase: "", speaksFor: null, strength: "strong", note: "" };
const speakable = [...signalCategories, ...severityLimits];
const strengthNames = { strong: "Strong: nearly decides", weak: "Weak: a hint" } as const;

const isLimit = (value: Category | SeverityLimit): value is SeverityLimit => value in severityLimitNames;

/** What the form says of a phrase; null while something is missing. */
function saidOf(speaksFor: Category | SeverityLimit, strength: Strength | null) {
  if (isLimit(speaksFor)) return { severity: speaksFor };
  return strength === null ? null : { category: speaksFor, strength };
}

/** Teaches the engine a phrase. */
export function SignalForm() {
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(emptyDraft);
  const adding = useMutation({
    mutationFn: (body: NewSignal) => callApi(addSignalOperation.path, addSignalOperation.answer, { body }),
    onSuccess: async () => {
      setDraft(emptyDraft);
      await queryClient.invalidateQueries({ queryKey: signalsKey });
    },
  });
  const error = adding.error ? toProblemError(adding.error) : null;
  const { phrase, speaksFor, strength, note } = draft;
  const says = speaksFor === null ? null : saidOf(speaksFor, strength);
  const canAdd = phrase.trim() !== "" && says !== null && !adding.isPending;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!canAdd) return;
    adding.mutate({ phrase, ...says, ...(note.trim() ? { note } : {}) });
  };
  return (
    <Card aria-labelledby="new-signal">
      <form onSubmit={submit} className="flex flex-col gap-3 p-4">
        <h2 id="new-signal" className="text-sm font-semibold">
          Teach a signal
        </h2>
        <Field
          label="Phrase"
          error={
            error?.messageFor("phrase") ?? (error && !error.problem.errors ? error.problem.detail : undefined)
          }
          hint="a|b: one of these. word*: any word that begins so. ..: up to five other words"
        >
          <Input
            value={phrase}
            maxLength={120}
            placeholder="order hub .. stuck|late"
            onChange={(event) => setDraft({ ...draft, phrase: event.target.value })}
          />
        </Field>
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-1">
          <Field
            label="Speaks for"
            hint={
              speaksFor && isLimit(speaksFor)
                ? "Whoever read the ticket. The graver wins; certain harm has no upper limit"
                : undefined
            }
          >
            <Select
              value={speaksFor}
              onValueChange={(value) => setDraft({ ...draft, speaksFor: value })}
              options={speakable}
              labelOf={(value) => (isLimit(value) ? severityLimitNames[value] : categoryNames[value])}
              emptyLabel="Choose a category or severity"
            />
          </Field>
          {speaksFor && isLimit(speaksFor) ? null : (
            <Field label="Strength">
              <Select
                value={strength}
                onValueChange={(value) => setDraft({ ...draft, strength: value })}
                options={cueStrengths}
                labelOf={(value) => strengthNames[value]}
                emptyLabel="Choose a strength"
              />
            </Field>
          )}
        </div>
        <Field label="Note" error={error?.messageFor("note")}>
          <Input
            value={note}
            maxLength={500}
            placeholder="Why, for whoever reads it later"
            onChange={(event) => setDraft({ ...draft, note: event.target.value })}
          />
        </Field>
        <Button type="submit" look="primary" disabled={!canAdd} className="self-start">
          <Plus aria-hidden />
          {adding.isPending ? "Adding…" : "Add signal"}
        </Button>
      </form>
    </Card>
  );
}
