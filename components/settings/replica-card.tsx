"use client";

import { bytesText, durationText } from "#components/amounts.ts";
import { breakerNames, breakerTones } from "#components/model-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { Replica } from "#lib/contracts/system.ts";

type ModelState = Replica["state"]["models"][number];

/** Below this share of free room a disk is about to be full. */
const littleRoom = 0.1;

/** One process: what it does now, how it sees its models, where it keeps data. */
export function ReplicaCard({ replica }: { replica: Replica }) {
  const { host, pid, version, startedAt, seenAt, alive, state } = replica;
  const { slots, journal, disk, memoryBytes, models } = state;
  const isNearlyFull = disk !== null && disk.freeBytes < disk.totalBytes * littleRoom;
  return (
    <Card aria-label={`Replica ${host}, process ${pid}`} className="min-w-0">
      <div className="flex flex-wrap items-center gap-2 px-4 pt-3">
        <h3 className="min-w-0 truncate font-mono text-sm font-medium">
          {host} <span className="text-ink-muted">{pid}</span>
        </h3>
        <Badge tone={alive ? "good" : "danger"}>{alive ? "Up" : "Silent"}</Badge>
        <span className="ml-auto text-xs text-ink-muted">
          {version}, {alive ? "started " : "last heard "}
          <RelativeTime at={alive ? startedAt : seenAt} />
        </span>
      </div>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 px-4 py-3 text-sm">
        <Row name="Calls to models">
          {slots.held} under way, {slots.waiting} waiting
        </Row>
        <Row name="Journal">
          {journal === null ? "none" : `${journal.depth} waiting to be stored`}
          {journal?.full ? <Badge tone="danger">Full</Badge> : null}
        </Row>
        <Row name="Disk">
          {disk === null ? "unknown" : `${bytesText(disk.freeBytes)} free of ${bytesText(disk.totalBytes)}`}
          {isNearlyFull ? <Badge tone="warn">Nearly full</Badge> : null}
        </Row>
        <Row name="Memory">{bytesText(memoryBytes)}</Row>
      </dl>
      <ul className="border-t">
        {models.length === 0 ? (
          <li className="px-4 py-2.5 text-sm text-ink-muted">No model is configured.</li>
        ) : (
          models.map((model) => <ModelRow key={`${model.tier} ${model.model}`} model={model} />)
        )}
      </ul>
    </Card>
  );
}

function Row({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="flex flex-wrap items-center gap-2 tabular-nums">{children}</dd>
    </>
  );
}

function ModelRow({ model: { model, tier, breaker, restMs, inFlight, workedMsAgo } }: { model: ModelState }) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-2 text-sm last:border-b-0">
      <span className="w-full min-w-0 font-mono text-xs wrap-anywhere sm:w-auto sm:flex-1">{model}</span>
      <span className="flex-1 text-xs text-ink-muted sm:flex-none">
        {[
          tier,
          inFlight > 0 ? `${inFlight} under way` : null,
          restMs > 0 ? `rests ${durationText(restMs)}` : null,
          workedMsAgo === null ? "no success yet" : `worked ${durationText(workedMsAgo)} ago`,
        ]
          .filter(Boolean)
          .join(", ")}
      </span>
      <Badge tone={breakerTones[breaker]}>{breakerNames[breaker]}</Badge>
    </li>
  );
}
