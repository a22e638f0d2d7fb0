"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { durationText } from "#components/amounts.ts";
import { callApi, toProblemError } from "#components/api-client.ts";
import { FormEnd } from "#components/form-end.tsx";
import { messagesByPath } from "#components/settings/form-messages.ts";
import { SeverityBadge } from "#components/triage-card/verdict-badges.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field, Input } from "#components/ui/field.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { ClockLimits } from "#lib/contracts/review-clocks.ts";
import { changeReviewClocksOperation } from "#lib/contracts/review-operations.ts";
import {
  type ReviewClocksChange,
  type ReviewClocksState,
  reviewClocksChangeSchema,
} from "#lib/contracts/reviews.ts";
import { type Severity, severities } from "#lib/contracts/vocabulary.ts";

type Typed = Record<Severity, Record<keyof ClockLimits, string>>;

const typed = ({ clocks }: ReviewClocksState): Typed => {
  const of = ({ claimMinutes, decideMinutes }: ClockLimits) => ({
    claimMinutes: String(claimMinutes),
    decideMinutes: String(decideMinutes),
  });
  return { P0: of(clocks.P0), P1: of(clocks.P1), P2: of(clocks.P2), P3: of(clocks.P3) };
};

/** What is no number stays text, which the schema names. */
const numberIn = (text: string): number | string => (text.trim() === "" ? text : Number(text));

const names = { claimMinutes: "take", decideMinutes: "decide" } as const;
const clockFields = ["claimMinutes", "decideMinutes"] as const;

const asSpan = (minutes: string) => {
  const number = Number(minutes);
  return Number.isInteger(number) && number >= 60 ? durationText(number * 60_000) : undefined;
};

/** The limits of both clocks by severity: shown to who works in the queue, set by who runs it. */
export function ClockLimitsForm({ state, mayChange }: { state: ReviewClocksState; mayChange: boolean }) {
  const router = useRouter();
  const toast = useToast();
  const [draft, setDraft] = useState(() => typed(state));
  const [reason, setReason] = useState("");
  const [isTried, setTried] = useState(false);
  const read = reviewClocksChangeSchema.safeParse({
    clocks: Object.fromEntries(
      severities.map((severity) => [
        severity,
        {
          claimMinutes: numberIn(draft[severity].claimMinutes),
          decideMinutes: numberIn(draft[severity].decideMinutes),
        },
      ]),
    ),
    reason,
    basedOn: state.policyVersion,
  });
  const messages = read.success ? {} : messagesByPath(read);
  const saving = useMutation({
    mutationFn: (body: ReviewClocksChange) =>
      callApi(changeReviewClocksOperation.path, changeReviewClocksOperation.answer, { body }),
    onSuccess: () => {
      toast("Limits saved", "Cards that are queued from now on follow them, on every replica.");
      router.refresh();
    },
  });
  const failed = saving.error ? toProblemError(saving.error) : null;
  const isChanged = JSON.stringify(draft) !== JSON.stringify(typed(state));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (read.success && isChanged) saving.mutate(read.data);
  };
  return (
    <Card aria-labelledby="limits" className="p-4">
      <form noValidate onSubmit={submit} className="flex flex-col gap-4">
        <div className="flex flex-col gap-0.5">
          <h2 id="limits" className="text-sm font-semibold">
            Limits
          </h2>
          <p className="text-xs text-pretty text-ink-muted">
            In minutes from the moment a card is queued. Past a limit the managers are told. What waits
            already keeps its times{mayChange ? "" : "; managers set the limits"}.
          </p>
        </div>
        <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
          {severities.map((severity) => (
            <fieldset key={severity} disabled={!mayChange} className="flex min-w-0 flex-col gap-2">
              <legend className="mb-2">
                <SeverityBadge severity={severity} />
              </legend>
              <div className="grid grid-cols-2 items-start gap-3">
                {clockFields.map((field) => (
                  <Field
                    key={field}
                    label={
                      <>
                        Minutes to {names[field]}
                        <span className="sr-only"> {severity}</span>
                      </>
                    }
                    hint={asSpan(draft[severity][field])}
                    error={messages[`clocks.${severity}.${field}`]}
                  >
                    <Input
                      inputMode="numeric"
                      autoComplete="off"
                      value={draft[severity][field]}
                      onChange={(event) =>
                        setDraft({
                          ...draft,
                          [severity]: { ...draft[severity], [field]: event.target.value },
                        })
                      }
                    />
                  </Field>
                ))}
              </div>
            </fieldset>
          ))}
        </div>
        {mayChange ? (
          <>
            <Field
              label="Reason"
              error={(isTried ? messages.reason : undefined) ?? failed?.messageFor("reason")}
            >
              <Input
                value={reason}
                maxLength={500}
                placeholder="For whoever reads the audit trail"
                onChange={(event) => setReason(event.target.value)}
              />
            </Field>
            <FormEnd
              failed={failed}
              title="The limits were not changed"
              fields={["reason"]}
              submit="Save limits"
              busyLabel="Saving…"
              busy={saving.isPending}
              disabled={!isChanged}
            />
          </>
        ) : null}
      </form>
    </Card>
  );
}
