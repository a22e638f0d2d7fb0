"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { FormEnd } from "#components/form-end.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field, Input, TextArea } from "#components/ui/field.tsx";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { addPromptOperation } from "#lib/contracts/prompt-operations.ts";
import {
  type NewPrompt,
  newPromptSchema,
  type Prompt,
  reasoningEfforts,
  ticketPlaceholder,
  untrustedPlaceholder,
} from "#lib/contracts/prompts.ts";
import { messagesByPath } from "../form-messages.ts";
import { Breadcrumb } from "./prompt-page.tsx";
import { promptsKey } from "./prompts-query.ts";

/** What is no number stays text, which the schema names. */
const numberOf = (text: string): number | string => (text.trim() === "" ? text : Number(text));

/** A draft that begins as another version; kept under the hash of what it says. */
export function PromptForm({ from }: { from: Prompt }) {
  const router = useRouter();
  const queryClient = useQueryClient();
  const { parameters } = from.content;
  const [name, setName] = useState("");
  const [note, setNote] = useState("");
  const [system, setSystem] = useState(from.content.system);
  const [user, setUser] = useState(from.content.user);
  const [temperature, setTemperature] = useState(
    parameters.temperature === null ? "" : String(parameters.temperature),
  );
  const [outputLimit, setOutputLimit] = useState(String(parameters.maxOutputTokens));
  const [effort, setEffort] = useState(parameters.reasoningEffort);
  const [invalid, setInvalid] = useState<Record<string, string>>({});
  const keeping = useMutation({
    mutationFn: (body: NewPrompt) => callApi(addPromptOperation.path, addPromptOperation.answer, { body }),
    onSuccess: async ({ version }) => {
      await queryClient.invalidateQueries({ queryKey: promptsKey });
      router.push(`/settings/prompts/${version}`);
    },
  });
  const failed = keeping.error ? toProblemError(keeping.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = newPromptSchema.safeParse({
      name,
      note,
      basedOn: from.version,
      content: {
        system,
        user,
        parameters: {
          temperature: temperature.trim() === "" ? null : numberOf(temperature),
          maxOutputTokens: numberOf(outputLimit),
          reasoningEffort: effort,
        },
      },
    });
    setInvalid(messagesByPath(checked));
    if (checked.success) keeping.mutate(checked.data);
  };
  return (
    <>
      <header className="flex min-h-13 flex-col justify-center gap-0.5 border-b bg-surface px-4 py-2.5 sm:px-6">
        <Breadcrumb>from {from.version}</Breadcrumb>
        <h1 className="text-lg font-semibold">New draft</h1>
      </header>
      <form
        onSubmit={submit}
        noValidate
        className="mx-auto grid w-full max-w-6xl items-start gap-4 p-4 sm:p-6 xl:grid-cols-[minmax(0,1fr)_20rem]"
      >
        <Card aria-label="Words" className="flex min-w-0 flex-col gap-4 p-4">
          <Field
            label="Instructions"
            error={invalid["content.system"]}
            hint={`The same for every ticket. ${untrustedPlaceholder} has to stay: the rules about text of strangers come in there.`}
          >
            <TextArea
              rows={18}
              className="max-h-[70dvh] font-mono text-xs!"
              spellCheck={false}
              value={system}
              onChange={(event) => setSystem(event.target.value)}
            />
          </Field>
          <Field
            label="Message"
            error={invalid["content.user"]}
            hint={`${ticketPlaceholder} has to stay: the ticket comes in there, as quoted data.`}
          >
            <TextArea
              rows={4}
              className="font-mono text-xs!"
              spellCheck={false}
              value={user}
              onChange={(event) => setUser(event.target.value)}
            />
          </Field>
        </Card>
        <Card aria-label="Draft" className="flex min-w-0 flex-col gap-4 p-4">
          <Field label="Name" error={invalid.name}>
            <Input
              value={name}
              maxLength={80}
              autoComplete="off"
              placeholder="What is different"
              onChange={(event) => setName(event.target.value)}
            />
          </Field>
          <Field label="Note (optional)" error={invalid.note}>
            <TextArea
              rows={2}
              maxLength={500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </Field>
          <Field
            label="Temperature"
            error={invalid["content.parameters.temperature"]}
            hint="0 to 2; empty: the provider's own"
          >
            <Input
              inputMode="decimal"
              value={temperature}
              onChange={(event) => setTemperature(event.target.value)}
            />
          </Field>
          <Field
            label="Output limit, tokens"
            error={invalid["content.parameters.maxOutputTokens"]}
            hint="1,024 to 32,768"
          >
            <Input
              inputMode="numeric"
              value={outputLimit}
              onChange={(event) => setOutputLimit(event.target.value)}
            />
          </Field>
          <RadioGroup
            legend="Reasoning"
            options={reasoningEfforts}
            value={effort}
            onChange={setEffort}
            labelOf={(each) => each}
          />
          <FormEnd
            failed={failed}
            title="The draft was not kept"
            submit="Keep draft"
            busyLabel="Keeping…"
            busy={keeping.isPending}
          />
        </Card>
      </form>
    </>
  );
}
