"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { type FormEvent, useId, useState } from "react";
import { scoreText } from "#components/amounts.ts";
import { callApi, toProblemError } from "#components/api-client.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { controlClass } from "#components/ui/field.tsx";
import { searchRunbooksOperation } from "#lib/contracts/knowledge-operations.ts";
import type { RunbookSearchAnswer, RunbookSearchHit } from "#lib/contracts/runbooks.ts";
import { placeInRunbook } from "./place-in-runbook.ts";
import { runbookAddress } from "./runbook-address.ts";

/** Shows how a pasted ticket would find its runbooks, and which words decide. */
export function RunbookSearch() {
  const id = useId();
  const [text, setText] = useState("");
  const search = useMutation({
    mutationFn: (ticket: string) =>
      callApi(searchRunbooksOperation.path, searchRunbooksOperation.answer, { body: { text: ticket } }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) search.mutate(text);
  };
  return (
    <Card className="flex flex-col gap-3 p-4 sm:p-5">
      <form onSubmit={submit} className="flex flex-col gap-2">
        <label htmlFor={id} className="text-sm font-semibold">
          Which runbooks would a ticket find?
        </label>
        <textarea
          id={id}
          data-search
          value={text}
          onChange={(event) => setText(event.target.value)}
          rows={3}
          dir="auto"
          spellCheck={false}
          placeholder="Paste a ticket or an alert, or type some words"
          className={`${controlClass} resize-y px-2.5 py-2 font-mono text-sm`}
        />
        <div>
          <Button type="submit" look="primary" disabled={search.isPending || text.trim() === ""}>
            {search.isPending ? "Searching…" : "Search"}
          </Button>
        </div>
      </form>
      <div aria-live="polite">
        {search.isError ? (
          <ErrorState title="The search failed" requestId={toProblemError(search.error).requestId}>
            {toProblemError(search.error).problem.detail}
          </ErrorState>
        ) : null}
        {search.data ? <Hits answer={search.data} /> : null}
      </div>
    </Card>
  );
}

function Hits({ answer: { hits } }: { answer: RunbookSearchAnswer }) {
  if (hits.length === 0) return <p className="text-sm text-ink-muted">No runbook has any of these words.</p>;
  return (
    <ol className="flex flex-col divide-y divide-line">
      {hits.map((hit) => (
        <Hit key={hit.id} hit={hit} />
      ))}
    </ol>
  );
}

function Hit({ hit }: { hit: RunbookSearchHit }) {
  return (
    <li className="flex flex-col gap-1 py-2.5 text-sm">
      <div className="flex items-baseline justify-between gap-3">
        <Link
          href={runbookAddress(hit.id, hit.sectionOrdinal)}
          className="min-w-0 font-medium wrap-anywhere text-accent-ink underline underline-offset-2"
        >
          {placeInRunbook(hit)}
        </Link>
        <span className="flex shrink-0 items-center gap-2 tabular-nums">
          {scoreText(hit.score)}
          <Badge tone={hit.offered ? "good" : "neutral"}>{hit.offered ? "offered" : "too unsure"}</Badge>
        </span>
      </div>
      <p className="text-xs wrap-anywhere text-ink-muted">
        Because of{" "}
        {hit.because.map(({ word, by }) => (by === null ? word : `${word} (meant by “${by}”)`)).join(", ") ||
          "nothing but its name"}
      </p>
    </li>
  );
}
