"use client";

import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { callApi, toProblemError } from "#components/api-client.ts";
import { ErrorState } from "#components/ui/error-state.tsx";
import { listSignalsOperation } from "#lib/contracts/rules-operations.ts";
import { SignalForm } from "./signal-form.tsx";
import { SignalList } from "./signal-list.tsx";
import { signalsKey } from "./signals-key.ts";
import { TryText } from "./try-text.tsx";

/** Try a text on the rules engine, and teach it the organisation's own words. */
export function RulesPage({ signals }: { signals: z.output<typeof listSignalsOperation.answer> }) {
  const list = useQuery({
    queryKey: signalsKey,
    queryFn: ({ signal }) => callApi(listSignalsOperation.path, listSignalsOperation.answer, { signal }),
    initialData: signals,
  });
  const error = list.error ? toProblemError(list.error) : null;
  return (
    <div className="mx-auto grid w-full max-w-7xl items-start gap-6 p-4 sm:p-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <TryText />
      <aside aria-label="Own signals" className="flex min-w-0 flex-col gap-4">
        <SignalForm />
        {error ? (
          <ErrorState title="The signals could not be read" retry={() => void list.refetch()}>
            {error.problem.detail}
          </ErrorState>
        ) : null}
        <SignalList signals={list.data.items} />
      </aside>
    </div>
  );
}
