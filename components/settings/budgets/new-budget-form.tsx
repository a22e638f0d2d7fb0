"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { FormEnd } from "#components/form-end.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { listKeysOperation } from "#lib/contracts/access-operations.ts";
import { addBudgetOperation } from "#lib/contracts/budget-operations.ts";
import {
  budgetPeriods,
  budgetSubjects,
  type NewBudget,
  newBudgetSchema,
  type OverBudget,
} from "#lib/contracts/budgets.ts";
import { messagesOf } from "../form-messages.ts";
import { LimitField, numberIn, OverField } from "./budget-fields.tsx";
import { type Period, periodNames, subjectNames } from "./budget-words.ts";
import { budgetsKey } from "./budgets-query.ts";

/** As many as one page holds: whoever has more keys finds a team's budget more useful than one for each. */
const keysQuery = {
  queryKey: [listKeysOperation.id, "to choose from"],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    callApi(`${listKeysOperation.path}?limit=200`, listKeysOperation.answer, { signal }),
};

/** Whose calls, how much, for how long, and what then. */
export function NewBudgetForm({ onDone }: { onDone: () => void }) {
  const queryClient = useQueryClient();
  const teamsId = useId();
  const [subject, setSubject] = useState<NewBudget["subject"]>("everything");
  const [team, setTeam] = useState("");
  const [apiKeyId, setApiKeyId] = useState<string | null>(null);
  const [period, setPeriod] = useState<Period>("day");
  const [limit, setLimit] = useState("");
  const [overBudget, setOverBudget] = useState<OverBudget>("rules");
  const [invalid, setInvalid] = useState<Record<string, string>>({});
  const keys = useQuery(keysQuery);
  const usable = (keys.data?.items ?? []).filter(({ revokedAt }) => revokedAt === null);
  const teams = [...new Set(usable.flatMap((key) => key.team ?? []))].sort();
  const adding = useMutation({
    mutationFn: (body: NewBudget) => callApi(addBudgetOperation.path, addBudgetOperation.answer, { body }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: budgetsKey });
      onDone();
    },
  });
  const failed = adding.error ? toProblemError(adding.error) : null;
  const errorOf = (field: string) => invalid[field] ?? failed?.messageFor(field);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = newBudgetSchema.safeParse({
      subject,
      period,
      limitUsd: numberIn(limit),
      overBudget,
      ...(subject === "team" && team.trim() !== "" ? { team } : {}),
      ...(subject === "key" && apiKeyId !== null ? { apiKeyId } : {}),
    });
    setInvalid(messagesOf(checked));
    if (checked.success) adding.mutate(checked.data);
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4 px-4 pb-4">
      <Field label="For the calls of" hint={subject === "everything" ? "Eval runs count, too" : undefined}>
        <Select
          value={subject}
          onValueChange={(value) => setSubject(value ?? "everything")}
          options={budgetSubjects}
          labelOf={(each) => subjectNames[each]}
        />
      </Field>
      {subject === "team" ? (
        <Field
          label="Team"
          error={errorOf("team")}
          hint={
            teams.length > 0 ? "As it stands on its keys" : "No key names a team yet; give it to a key first"
          }
        >
          <Input
            list={teamsId}
            maxLength={200}
            autoComplete="off"
            value={team}
            onChange={(event) => setTeam(event.target.value)}
          />
          <datalist id={teamsId}>
            {teams.map((each) => (
              <option key={each} value={each} />
            ))}
          </datalist>
        </Field>
      ) : null}
      {subject === "key" ? (
        <Field label="API key" error={errorOf("apiKeyId")}>
          <Select
            value={apiKeyId}
            onValueChange={setApiKeyId}
            options={usable.map(({ id }) => id)}
            labelOf={(id) => usable.find((key) => key.id === id)?.name ?? id}
            emptyLabel={keys.isPending ? "Reading the keys…" : "Choose a key"}
          />
        </Field>
      ) : null}
      <div className="grid grid-cols-2 items-start gap-3">
        <Field label="Period">
          <Select
            value={period}
            onValueChange={(value) => setPeriod(value ?? "day")}
            options={budgetPeriods}
            labelOf={(each) => periodNames[each]}
          />
        </Field>
        <LimitField period={period} value={limit} onChange={setLimit} error={errorOf("limitUsd")} />
      </div>
      <OverField value={overBudget} onChange={setOverBudget} />
      <FormEnd
        failed={failed}
        title="The budget was not added"
        fields={["limitUsd", "team", "apiKeyId", "period"]}
        submit="Add budget"
        busyLabel="Adding…"
        busy={adding.isPending}
      />
    </form>
  );
}
