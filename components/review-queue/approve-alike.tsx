"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CheckCheck } from "lucide-react";
import { useState } from "react";
import { toProblemError } from "#components/api-client.ts";
import { CategoryLabel, SeverityBadge } from "#components/triage-card/verdict-badges.tsx";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { categoryNames } from "#components/triage-card/words.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Select } from "#components/ui/select.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { ReviewItem } from "#lib/contracts/reviews.ts";
import { proposalOf } from "./proposal.ts";
import { approveAll } from "./review-calls.ts";
import { useUndoAct } from "./use-undo-act.ts";

/** Most cards that are approved at once; the API takes as many. */
const atOnce = 100;

/** Approves cards that share a proposal in one go, after a look at which; every such group is offered. */
export function ApproveAlike({ groups }: { groups: ReviewItem[][] }) {
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const [largest] = groups;
  if (!largest) return null;
  const group = (groups.find((each) => nameOf(each) === chosen) ?? largest).slice(0, atOnce);
  return (
    <div className="border-b px-2 py-1.5">
      <Button look="ghost" size="sm" onClick={() => setOpen(true)}>
        <CheckCheck aria-hidden />
        {groups.length === 1
          ? `${group.length} cards say the same`
          : `${groups.length} groups of cards say the same`}
      </Button>
      <Dialog title="Approve cards that say the same" open={open} onOpenChange={setOpen}>
        {groups.length > 1 ? (
          <div className="px-4 pb-3">
            <Select
              label="Group"
              value={nameOf(group)}
              onValueChange={setChosen}
              options={groups.map(nameOf)}
              labelOf={(name) => labelOf(groups.find((each) => nameOf(each) === name) ?? largest)}
            />
          </div>
        ) : null}
        <Chooser key={nameOf(group)} group={group} onDone={() => setOpen(false)} />
      </Dialog>
    </div>
  );
}

/** A group by what its cards propose. */
function nameOf([first]: readonly ReviewItem[]): string {
  return first ? proposalOf(first) : "";
}

function labelOf(group: readonly ReviewItem[]): string {
  const [first] = group;
  if (!first) return "";
  const { severity, category, service } = first;
  const words = [severity, category && categoryNames[category], service && visibleLine(service)];
  return `${words.filter(Boolean).join(" · ")}: ${group.length} cards`;
}

function Chooser({ group, onDone }: { group: ReviewItem[]; onDone: () => void }) {
  const queryClient = useQueryClient();
  const toast = useToast();
  const undoing = useUndoAct();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const chosen = group.filter(({ triageId }) => !left.has(triageId));
  const approving = useMutation({
    mutationFn: () => approveAll(chosen.map(({ triageId }) => triageId)),
    onSuccess: async ({ approved, refused, actId }) => {
      onDone();
      toast(
        `${approved.length} approved`,
        refused[0] ? `${refused.length} not: ${refused[0].why}` : undefined,
        actId === null ? undefined : { label: "Undo", act: () => undoing.mutate(actId) },
      );
      await queryClient.invalidateQueries({ queryKey: ["reviews"] });
    },
    onError: (error) => toast("Nothing was approved", toProblemError(error).problem.detail),
  });
  const toggle = (triageId: string) =>
    setLeft((ids) => {
      const next = new Set(ids);
      if (!next.delete(triageId)) next.add(triageId);
      return next;
    });
  const [first] = group;
  return (
    <div className="flex min-h-0 flex-col gap-3 px-4 pb-4">
      {first?.severity && first.category ? (
        <p className="flex items-center gap-2 text-sm">
          <SeverityBadge severity={first.severity} />
          <CategoryLabel category={first.category} />
          {first.service}
        </p>
      ) : null}
      <ul className="flex max-h-80 flex-col overflow-y-auto rounded-md border">
        {group.map(({ triageId, title }) => (
          <li key={triageId} className="border-b last:border-b-0">
            <label className="flex items-center gap-2.5 px-3 py-2 text-sm">
              <input
                type="checkbox"
                checked={!left.has(triageId)}
                onChange={() => toggle(triageId)}
                className="size-4 shrink-0"
              />
              <span className="min-w-0 truncate">{visibleLine(title)}</span>
            </label>
          </li>
        ))}
      </ul>
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button
          look="primary"
          disabled={chosen.length === 0 || approving.isPending}
          onClick={() => approving.mutate()}
        >
          Approve {chosen.length}
        </Button>
      </div>
    </div>
  );
}
