"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { FormEnd } from "#components/form-end.tsx";
import { CheckboxGroup } from "#components/ui/checkbox-group.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { type ApiScope, apiScopes, defaultApiScopes } from "#lib/contracts/access.ts";
import { createKeyOperation } from "#lib/contracts/access-operations.ts";
import { type CreatedApiKey, newApiKeySchema } from "#lib/contracts/api-keys.ts";
import { noLimits } from "#lib/contracts/limits.ts";
import { messagesByPath } from "./form-messages.ts";
import { LimitFields, typedOf } from "./limits/limit-fields.tsx";
import { limitsQuery } from "./limits/limits-query.ts";
import { perMinuteIn } from "./limits/limits-words.ts";

const scopeMeanings: Record<ApiScope, string> = {
  "triage:write": "Send tickets",
  "triage:read": "Read tickets and cards",
  "review:write": "Decide reviews",
  "stats:read": "Read figures",
  "evals:write": "Run evals",
  "metrics:read": "Read metrics",
  admin: "Everything, settings included",
};

/** Name, scopes, team and limits of a key that shall be made. */
export function NewKeyForm({ onCreated }: { onCreated: (key: CreatedApiKey) => void }) {
  const [scopes, setScopes] = useState<readonly ApiScope[]>(defaultApiScopes);
  const [limits, setLimits] = useState(() => typedOf(noLimits));
  const { data: known } = useQuery(limitsQuery());
  const [invalid, setInvalid] = useState<Record<string, string>>({});
  const making = useMutation({
    mutationFn: (body: unknown) => callApi(createKeyOperation.path, createKeyOperation.answer, { body }),
    onSuccess: onCreated,
  });
  const failed = making.error ? toProblemError(making.error) : null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const entries = new FormData(event.currentTarget);
    const team = String(entries.get("team") ?? "").trim();
    const checked = newApiKeySchema.safeParse({
      name: entries.get("name"),
      scopes,
      ...(team ? { team } : {}),
      ...(limits.requestsPerMinute || limits.tokensPerMinute
        ? {
            limits: {
              requestsPerMinute: perMinuteIn(limits.requestsPerMinute),
              tokensPerMinute: perMinuteIn(limits.tokensPerMinute),
            },
          }
        : {}),
    });
    setInvalid(messagesByPath(checked));
    if (checked.success) making.mutate(checked.data);
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4 px-4 pb-4">
      <Field
        label="Name"
        hint="The service that will use it"
        error={invalid.name ?? failed?.messageFor("name")}
      >
        <Input name="name" maxLength={200} autoComplete="off" />
      </Field>
      <CheckboxGroup
        legend="May"
        options={apiScopes}
        chosen={scopes}
        onChange={setScopes}
        labelOf={(scope) => scopeMeanings[scope]}
        hintOf={(scope) => scope}
        error={invalid.scopes ? "Choose at least one." : undefined}
      />
      <Field label="Team (optional)" hint="Figures and budgets group keys by it">
        <Input name="team" maxLength={200} autoComplete="off" />
      </Field>
      <LimitFields
        value={limits}
        onChange={setLimits}
        defaults={known?.default ?? noLimits}
        errorOf={(field) => invalid[`limits.${field}`]}
      />
      <FormEnd
        failed={failed}
        title="The key was not made"
        fields={["name"]}
        submit="Make key"
        busyLabel="Making…"
        busy={making.isPending}
      />
    </form>
  );
}
