"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { bytesText, durationText } from "#components/amounts.ts";
import { callApi, toProblemError } from "#components/api-client.ts";
import { PageHeader } from "#components/console/page-header.tsx";
import { DataTable } from "#components/evals/data-table.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import type { System } from "#lib/contracts/system.ts";
import { getSystemOperation } from "#lib/contracts/system-operations.ts";
import { DeadLetters } from "./dead-letters.tsx";
import { ReplicaCard } from "./replica-card.tsx";

const readEveryMs = 5_000;

/** How the gateway stands, read anew every few seconds while the page is open. */
export function SystemPage({ initial }: { initial: System }) {
  const { id, path, answer } = getSystemOperation;
  const system = useQuery({
    queryKey: [id],
    queryFn: ({ signal }) => callApi(path, answer, { signal }),
    initialData: initial,
    refetchInterval: readEveryMs,
  });
  const failed = system.error ? toProblemError(system.error) : null;
  const { database, queues, replicas } = system.data;
  const alive = replicas.filter((replica) => replica.alive);
  const versions = new Set(alive.map(({ version }) => version));
  return (
    <>
      <PageHeader title="System">
        <span role="status" className="flex items-center gap-1.5 text-xs text-ink-muted">
          <span aria-hidden className={`size-1.5 rounded-full ${failed ? "bg-unknown" : "bg-good"}`} />
          {failed ? "Not read now" : "Live"}
        </span>
      </PageHeader>
      <div className="mx-auto flex w-full max-w-6xl flex-col gap-4 p-4 sm:p-6">
        {failed ? (
          <ErrorState
            title="This is how it stood before"
            requestId={failed.requestId}
            retry={() => void system.refetch()}
          >
            {failed.problem.detail}
          </ErrorState>
        ) : null}
        <Card aria-labelledby="database">
          <h2 id="database" className="px-4 pt-3 text-sm font-semibold">
            Database
          </h2>
          <dl className="grid grid-cols-2 gap-x-6 gap-y-3 p-4 sm:grid-cols-4">
            <Figure name="PostgreSQL">{database.version}</Figure>
            <Figure name="Answers within">{durationText(database.roundTripMs)}</Figure>
            <Figure name="Size">{bytesText(database.sizeBytes)}</Figure>
            <Figure name="Connections">
              {database.connections} of {database.connectionsMax}
            </Figure>
          </dl>
        </Card>
        <Card aria-labelledby="queues" className="overflow-hidden">
          <h2 id="queues" className="px-4 py-3 text-sm font-semibold">
            Queues
          </h2>
          {queues.length === 0 ? (
            <p className="border-t px-4 py-3 text-sm text-ink-muted">Nothing waits.</p>
          ) : (
            <DataTable
              caption="Queues"
              className="border-t"
              headings={["Queue", "Due", "Oldest due", "Later", "Running"]}
              rows={queues.map(({ queue, due, delayed, active, oldestDueSeconds }) => ({
                key: queue,
                cells: [
                  <span key="name" className="font-mono text-xs">
                    {queue}
                  </span>,
                  due,
                  due === 0 ? "" : durationText(oldestDueSeconds * 1000),
                  delayed,
                  active,
                ],
              }))}
            />
          )}
        </Card>
        <DeadLetters />
        <section aria-labelledby="replicas" className="flex flex-col gap-3">
          <h2 id="replicas" className="flex flex-wrap items-center gap-2 text-sm font-semibold">
            Replicas <span className="font-normal text-ink-muted">{alive.length}</span>
            {versions.size > 1 ? <Badge tone="warn">{versions.size} versions run side by side</Badge> : null}
          </h2>
          <div className="grid gap-4 lg:grid-cols-2">
            {replicas.map((replica) => (
              <ReplicaCard key={replica.id} replica={replica} />
            ))}
          </div>
        </section>
      </div>
    </>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <dt className="text-xs text-ink-muted">{name}</dt>
      <dd className="text-base font-medium wrap-anywhere tabular-nums">{children}</dd>
    </div>
  );
}
