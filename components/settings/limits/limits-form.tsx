"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { toProblemError } from "#components/api-client.ts";
import { FormEnd } from "#components/form-end.tsx";
import { useToast } from "#components/ui/toast.tsx";
import { type CallerLimits, limitsChangeSchema } from "#lib/contracts/limits.ts";
import { messagesOf } from "../form-messages.ts";
import { LimitFields, typedOf } from "./limit-fields.tsx";
import { limitsKey } from "./limits-query.ts";
import { limitsText, perMinuteIn } from "./limits-words.ts";

interface LimitsFormProps {
  /** Who is limited: "ingest", "Team payments". */
  name: string;
  before: CallerLimits;
  defaults: CallerLimits;
  save: (limits: CallerLimits) => Promise<CallerLimits>;
  onDone: () => void;
}

/** Other limits of a key or a team; taken back with one press. */
export function LimitsForm({ name, before, defaults, save, onDone }: LimitsFormProps) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const [typed, setTyped] = useState(() => typedOf(before));
  const [invalid, setInvalid] = useState<Record<string, string>>({});
  const reread = () => queryClient.invalidateQueries({ queryKey: limitsKey });
  const undoing = useMutation({
    mutationFn: save,
    onSuccess: reread,
    onError: (error) => toast("The change stays", toProblemError(error).problem.detail),
  });
  const saving = useMutation({
    mutationFn: save,
    onSuccess: async (after) => {
      toast(`Limits of ${name} changed`, `Now: ${limitsText(after) ?? "as by default"}.`, {
        label: "Undo",
        act: () =>
          undoing.mutate({
            requestsPerMinute: before.requestsPerMinute,
            tokensPerMinute: before.tokensPerMinute,
          }),
      });
      await reread();
      onDone();
    },
  });
  const failed = saving.error ? toProblemError(saving.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const checked = limitsChangeSchema.safeParse({
      requestsPerMinute: perMinuteIn(typed.requestsPerMinute),
      tokensPerMinute: perMinuteIn(typed.tokensPerMinute),
    });
    setInvalid(messagesOf(checked));
    const { requestsPerMinute = null, tokensPerMinute = null } = checked.data ?? {};
    if (checked.success) saving.mutate({ requestsPerMinute, tokensPerMinute });
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4 px-4 pb-4">
      <p className="text-sm text-pretty text-ink-muted">
        Counted over the last sixty seconds and over all replicas. A request beyond is answered 429 with the
        time to wait.
      </p>
      <LimitFields
        value={typed}
        onChange={setTyped}
        defaults={defaults}
        errorOf={(field) => invalid[field] ?? failed?.messageFor(field)}
      />
      <FormEnd
        failed={failed}
        title="The limits were not changed"
        fields={["requestsPerMinute", "tokensPerMinute"]}
        submit="Save"
        busyLabel="Saving…"
        busy={saving.isPending}
      />
    </form>
  );
}
