"use client";

import { RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import { toProblemError } from "#components/api-client.ts";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { Runbook } from "#lib/contracts/runbooks.ts";
import { useShelfActs } from "./use-shelf-acts.ts";

/** Takes a runbook off the shelf, or puts it back. For administrators. */
export function RunbookActs({ runbook }: { runbook: Runbook }) {
  const { removing, restoring } = useShelfActs();
  const [asking, setAsking] = useState(false);
  if (runbook.removed) {
    return (
      <Button size="sm" disabled={restoring.isPending} onClick={() => restoring.mutate(runbook.id)}>
        <RotateCcw aria-hidden />
        Restore
      </Button>
    );
  }
  const title = visibleLine(runbook.title);
  return (
    <>
      <Button size="sm" onClick={() => setAsking(true)}>
        <Trash2 aria-hidden />
        Remove
      </Button>
      <ConfirmDialog
        title="Remove this runbook?"
        confirm="Remove runbook"
        open={asking}
        busy={removing.isPending}
        error={removing.error && toProblemError(removing.error).problem.detail}
        onOpenChange={setAsking}
        onConfirm={() => removing.mutate(runbook.id, { onSuccess: () => setAsking(false) })}
      >
        <p>
          No card will point to <bdi className="wrap-anywhere">{title}</bdi> any more. Cards that do still
          lead to it, and it can be restored.
        </p>
        {runbook.isFolder ? (
          <p className="mt-2">
            It comes from the folder {visibleLine(runbook.source)}: the next sync brings it back unless its
            file is gone.
          </p>
        ) : null}
      </ConfirmDialog>
    </>
  );
}
