"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { callApi, toProblemError } from "#components/api-client.ts";
import { CategoryLabel } from "#components/triage-card/verdict-badges.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { OwnSignal } from "#lib/contracts/rules.ts";
import { changeSignalOperation } from "#lib/contracts/rules-operations.ts";
import { severityLimitNames } from "./severity-limit-names.ts";
import { signalsKey } from "./signals-key.ts";

/** What the organisation taught the engine, newest first. */
export function SignalList({ signals }: { signals: readonly OwnSignal[] }) {
  return (
    <Card aria-labelledby="own-signals" className="min-w-0">
      <h2 id="own-signals" className="px-4 py-3 text-sm font-semibold">
        Own signals <span className="font-normal text-ink-muted">{signals.length}</span>
      </h2>
      {signals.length === 0 ? (
        <p className="border-t px-4 py-3 text-sm text-pretty text-ink-muted">
          None yet. Names of your systems and words of your trade are good ones.
        </p>
      ) : (
        <ul className="flex flex-col">
          {signals.map((signal) => (
            <SignalRow key={signal.id} signal={signal} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function SignalRow({ signal }: { signal: OwnSignal }) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const { id, phrase, category, strength, severity, note, enabled, createdBy, changedBy, changedAt } = signal;
  const change = useMutation({
    mutationFn: () =>
      callApi(changeSignalOperation.path.replace("{id}", id), changeSignalOperation.answer, {
        body: { enabled: !enabled },
      }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: signalsKey }),
    onError: (error) => toast("The signal was not changed", toProblemError(error).problem.detail),
  });
  return (
    <li className="flex flex-col gap-1 border-t px-4 py-3 text-sm">
      <div className="flex items-start justify-between gap-3">
        <code className={`font-mono wrap-anywhere ${enabled ? "" : "text-ink-faint line-through"}`}>
          {phrase}
        </code>
        <Button
          size="sm"
          disabled={change.isPending}
          onClick={() => change.mutate()}
          aria-label={`${enabled ? "Disable" : "Enable"} ${phrase}`}
        >
          {enabled ? "Disable" : "Enable"}
        </Button>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-muted">
        {category ? <CategoryLabel category={category} /> : null}
        {category ? <span>{strength}</span> : null}
        {severity ? <Badge tone="accent">{severityLimitNames[severity]}</Badge> : null}
        {enabled ? null : <Badge>Off</Badge>}
      </div>
      {note ? <p className="text-xs text-pretty text-ink-muted">{note}</p> : null}
      <p className="text-xs text-ink-faint">
        {changedBy === createdBy ? `By ${createdBy}` : `By ${createdBy}, changed by ${changedBy}`},{" "}
        <RelativeTime at={changedAt} />
      </p>
    </li>
  );
}
