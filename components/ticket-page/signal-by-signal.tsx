"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { callApi, toProblemError } from "#components/api-client.ts";
import { CategoryMoved, SeverityMoved } from "#components/rules-explained/what-moved.tsx";
import { CategoryLabel, SeverityBadge } from "#components/triage-card/verdict-badges.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { explainTextOperation } from "#lib/contracts/rules-operations.ts";
import type { TriageDetail } from "#lib/contracts/triage.ts";

/** What the rules engine makes of the ticket now, signal by signal; read when somebody wants to know. */
export function SignalBySignal({ detail: { triage, ticket } }: { detail: TriageDetail }) {
  const [open, setOpen] = useState(false);
  const { text, environment } = ticket;
  const reading = useQuery({
    queryKey: ["explanation", ticket.id],
    queryFn: ({ signal }) =>
      callApi(explainTextOperation.path, explainTextOperation.answer, {
        body: { text, ...(environment ? { environment } : {}) },
        signal,
      }),
    enabled: open,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const explanation = reading.data;
  return (
    <section aria-label="Signal by signal" className="text-sm">
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="cursor-pointer rounded-xs text-xs font-medium text-ink-muted hover:text-ink">
          Signal by signal: words, weights and what they moved
        </summary>
        <div aria-live="polite" className="mt-2 flex flex-col gap-3">
          {reading.error ? (
            <p className="text-ink-muted">{toProblemError(reading.error).problem.detail}</p>
          ) : explanation ? (
            <>
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-muted">
                The rules engine reads
                <SeverityBadge severity={explanation.severity} />
                <CategoryLabel category={explanation.category} />
                {madeByOthers(triage.origin, explanation.rulesVersion)}
              </p>
              <div className="rounded-md border">
                <h4 className="px-4 pt-3 text-xs font-semibold">Severity</h4>
                <SeverityMoved explained={explanation.severityExplained} />
              </div>
              <div className="rounded-md border">
                <h4 className="px-4 pt-3 text-xs font-semibold">Category</h4>
                <CategoryMoved explanation={explanation} />
              </div>
            </>
          ) : (
            <Skeleton className="h-24 w-full" />
          )}
        </div>
      </details>
    </section>
  );
}

/** Why the card may say otherwise. */
function madeByOthers({ path, model, policyVersion }: TriageDetail["triage"]["origin"], now: string): string {
  if (path === "human") return "A person decided about the card.";
  if (model !== null) return "A model read this ticket; its card follows from the model's facts.";
  return policyVersion.endsWith(`.${now}`) ? "" : "The rules are other ones than when the card was made.";
}
