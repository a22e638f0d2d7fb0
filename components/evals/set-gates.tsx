"use client";

import { useQuery } from "@tanstack/react-query";
import { History, Pencil, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { toProblemError } from "#components/api-client.ts";
import { auditAddress } from "#components/settings/audit-filters.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import type { EvalSet } from "#lib/contracts/eval-set.ts";
import { gateText } from "#lib/contracts/gate-text.ts";
import { setQuery } from "./eval-queries.ts";
import { GateForm } from "./gate-form.tsx";
import { ReasonList } from "./reason-list.tsx";

/** What a run over a set has to reach, in full, and whether the set is fit to promote over. */
export function SetGatesCard({ set, mayEdit }: { set: EvalSet; mayEdit: boolean }) {
  const found = useQuery(setQuery(set.name));
  const [editing, setEditing] = useState(false);
  const detail = found.data;
  return (
    <Card aria-label={`Gates of ${set.name}`} className="min-w-0 overflow-hidden">
      <div className="flex flex-wrap items-center justify-between gap-3 border-b px-4 py-2.5">
        <div className="flex min-w-0 flex-col">
          <h2 className="text-sm font-semibold">Gates</h2>
          <span className="text-xs text-pretty text-ink-muted">
            What a run has to reach before a prompt or a policy may be promoted over it
          </span>
        </div>
        {mayEdit && detail && !set.builtIn ? (
          <div className="flex flex-wrap items-center gap-2">
            <Link
              href={auditAddress({ action: "eval_set.gates_changed", subject: set.name })}
              className={buttonClass("ghost", "sm")}
            >
              <History aria-hidden />
              Changes
            </Link>
            <Button size="sm" onClick={() => setEditing(true)}>
              <Pencil aria-hidden />
              Edit gates
            </Button>
          </div>
        ) : null}
      </div>
      {detail ? (
        <div className="flex flex-col gap-3 px-4 py-3 text-sm">
          {detail.unfit.length > 0 ? (
            <div className="flex gap-2 rounded-md bg-warn-soft p-3 text-warn">
              <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
              <div className="flex min-w-0 flex-col gap-1">
                <p className="font-medium">Nothing can be promoted over this set yet</p>
                <ReasonList reasons={detail.unfit} />
              </div>
            </div>
          ) : null}
          <ul className="flex flex-col">
            {detail.gates.map((gate) => (
              <li key={gateText(gate)} className="flex flex-col border-b py-1.5 last:border-b-0">
                <span className="wrap-anywhere first-letter:uppercase">
                  {gateText(gate).replaceAll(" %", "\u00a0%")}
                </span>
                <span className="text-xs text-ink-muted">{gate.why}</span>
              </li>
            ))}
          </ul>
          {detail.gates.length === 0 ? <p className="text-ink-muted">The set has no gates.</p> : null}
          {set.builtIn ? (
            <p className="text-xs text-pretty text-ink-muted">
              They come with the product and change with a release: evals/sets/{set.name}.gates.json
            </p>
          ) : null}
          <Dialog title={`Gates of ${set.name}`} open={editing} onOpenChange={setEditing}>
            <GateForm set={detail} onDone={() => setEditing(false)} />
          </Dialog>
        </div>
      ) : found.isError ? (
        <div className="p-4">
          <ErrorState title="The gates could not be read" retry={() => void found.refetch()}>
            {toProblemError(found.error).problem.detail}
          </ErrorState>
        </div>
      ) : (
        <p role="status" className="p-4 text-sm text-ink-muted">
          Loading gates…
        </p>
      )}
    </Card>
  );
}
