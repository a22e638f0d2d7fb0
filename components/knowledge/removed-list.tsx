"use client";

import { RotateCcw } from "lucide-react";
import Link from "next/link";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { KnowledgeStatus } from "#lib/contracts/runbooks.ts";
import { runbookAddress } from "./runbook-address.ts";
import { useShelfActs } from "./use-shelf-acts.ts";

interface RemovedListProps {
  removed: KnowledgeStatus["removed"];
  canRestore: boolean;
}

/** What was taken off the shelf last; cards that cite it still lead to it. */
export function RemovedList({ removed, canRestore }: RemovedListProps) {
  const { restoring } = useShelfActs();
  if (removed.length === 0) return null;
  return (
    <Card aria-label="Removed runbooks" className="flex flex-col gap-2 p-4 sm:p-5">
      <h2 className="text-sm font-semibold">Removed</h2>
      <ul className="flex flex-col divide-y divide-line text-sm">
        {removed.map(({ id, title, at, by }) => (
          <li key={id} className="flex items-center gap-2 py-2">
            <span className="flex min-w-0 flex-1 flex-col">
              <Link
                href={runbookAddress(id)}
                prefetch={false}
                className="truncate font-medium hover:underline"
              >
                <bdi>{visibleLine(title)}</bdi>
              </Link>
              <span className="truncate text-xs text-ink-muted">
                by <bdi>{visibleLine(by)}</bdi> <RelativeTime at={at} />
              </span>
            </span>
            {canRestore ? (
              <Button
                look="ghost"
                size="icon"
                aria-label={`Restore ${visibleLine(title)}`}
                title="Restore"
                disabled={restoring.isPending}
                onClick={() => restoring.mutate(id)}
              >
                <RotateCcw aria-hidden />
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
