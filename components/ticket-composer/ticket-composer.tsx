"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Pencil, Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import type { ReviewPlace } from "#components/review-acts/acts.ts";
import { ReviewActs } from "#components/review-acts/review-acts.tsx";
import { TriageReading } from "#components/triage-card/triage-reading.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Removed } from "#lib/contracts/redaction.ts";
import { getTicketOperation } from "#lib/contracts/ticket-operations.ts";
import type { Triage, TriageRequest } from "#lib/contracts/triage.ts";
import type { TriageStage } from "#lib/contracts/triage-stages.ts";
import { ComposerForm } from "./composer-form.tsx";
import { type Draft, emptyDraft, loadDraft, saveDraft } from "./draft.ts";
import { ResultPlace } from "./result-place.tsx";
import { triageInStages } from "./triage-stream.ts";

const saveAfterMs = 300;

const requestOf = ({ text, source, service, environment }: Draft): TriageRequest => ({
  text,
  ...(source.trim() ? { source } : {}),
  ...(service.trim() ? { service } : {}),
  ...(environment ? { environment } : {}),
});

interface Result {
  text: string;
  removed: Removed;
  triage: Triage;
}

/** The card beside the text it was made from; the typed text where the stored one cannot be read. */
async function triageAndRead(request: TriageRequest, onStage: (stage: TriageStage) => void): Promise<Result> {
  const triage = await triageInStages(request, onStage);
  const path = getTicketOperation.path.replace("{id}", triage.ticketId);
  const detail = await callApi(path, getTicketOperation.answer).catch(() => null);
  return detail
    ? { text: detail.ticket.text, removed: detail.ticket.removed, triage }
    : { text: request.text, removed: {}, triage };
}

/** A card that was just made is decided by nobody; that of a repeated incident waits with the first one. */
function placeInQueue({ review, origin }: Triage): ReviewPlace {
  if (review.state !== "pending") return "none";
  return origin.path === "cache" ? "elsewhere" : "open";
}

/** Paste a text, get its card beside it. Nothing typed is lost: not by a failure, not by a closed tab. */
export function TicketComposer({ mayReview }: { mayReview: boolean }) {
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(emptyDraft);
  const [result, setResult] = useState<Result | null>(null);
  const [stages, setStages] = useState<readonly TriageStage[]>([]);
  const headingRef = useRef<HTMLHeadingElement>(null);
  const triage = useMutation({
    mutationFn: (request: TriageRequest) => {
      setStages([]);
      return triageAndRead(request, (stage) => setStages((known) => [...known, stage]));
    },
    onSuccess: async (read) => {
      setResult(read);
      saveDraft(emptyDraft);
      await queryClient.invalidateQueries({ queryKey: ["tickets"] });
    },
  });

  // The server knows no draft; it comes with the browser. What is typed by then goes first.
  useEffect(() => setDraft((current) => (current.text === "" ? (loadDraft() ?? current) : current)), []);
  useEffect(() => {
    if (result) return;
    const timer = setTimeout(() => saveDraft(draft), saveAfterMs);
    return () => clearTimeout(timer);
  }, [draft, result]);
  useEffect(() => {
    if (result) headingRef.current?.focus();
  }, [result]);

  const edit = (next: Draft) => {
    setResult(null);
    setDraft(next);
    triage.reset();
  };

  if (result) {
    return (
      <TriageReading
        text={result.text}
        removed={result.removed}
        triage={result.triage}
        headingRef={headingRef}
        linked
        acts={
          result.triage.card ? (
            <ReviewActs
              triageId={result.triage.id}
              place={placeInQueue(result.triage)}
              mayReview={mayReview}
              onDone={({ reasons }) =>
                setResult({ ...result, triage: { ...result.triage, review: { state: "pending", reasons } } })
              }
              onWithdrawn={({ review }) => setResult({ ...result, triage: { ...result.triage, review } })}
            />
          ) : undefined
        }
        textHeader={
          <div className="flex items-center justify-between gap-2 border-b py-2 pr-2 pl-4 sm:pl-5">
            <h2 className="text-sm font-semibold">Ticket</h2>
            <div className="flex items-center gap-1">
              <Button look="ghost" size="sm" onClick={() => edit(draft)}>
                <Pencil aria-hidden />
                Edit
              </Button>
              <Button size="sm" onClick={() => edit(emptyDraft)}>
                <Plus aria-hidden />
                New ticket
              </Button>
            </div>
          </div>
        }
      />
    );
  }
  const error = triage.error ? toProblemError(triage.error) : null;
  const submit = () => triage.mutate(requestOf(draft));
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2 lg:gap-6">
      <ComposerForm
        draft={draft}
        onChange={edit}
        onSubmit={submit}
        pending={triage.isPending}
        error={error}
      />
      <ResultPlace
        pendingSince={triage.isPending ? triage.submittedAt : null}
        stages={stages}
        error={error}
        retry={submit}
      />
    </div>
  );
}
