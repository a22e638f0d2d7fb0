"use client";

import { Bot, KeyRound, type LucideIcon, User } from "lucide-react";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { AuditEntry } from "#lib/contracts/audit.ts";
import { actionName, changesOf } from "./audit-words.ts";
import { ChangeList } from "./change-list.tsx";

const actorIcons: Record<AuditEntry["actor"]["type"], LucideIcon> = {
  user: User,
  api_key: KeyRound,
  system: Bot,
};

interface AuditEntryRowProps {
  entry: AuditEntry;
  onActor: () => void;
  onSubject: () => void;
}

/** One change: what, to what, by whom, when, why, and each field before and after. */
export function AuditEntryRow({ entry, onActor, onSubject }: AuditEntryRowProps) {
  const { actor, action, subject, at, reason } = entry;
  const Icon = actorIcons[actor.type];
  return (
    <li className="row-lazy flex flex-col gap-2 border-b px-4 py-3 text-sm last:border-b-0">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="font-medium">{actionName(action)}</span>
        <button
          type="button"
          title="Only changes of this"
          onClick={onSubject}
          className="min-h-6 min-w-0 cursor-default rounded-sm text-left wrap-anywhere text-ink-muted hover:text-ink hover:underline"
        >
          <bdi>{visibleLine(subject.name)}</bdi>
        </button>
        <span className="ml-auto flex items-center gap-3 text-xs text-ink-muted">
          <button
            type="button"
            title="Only changes by them"
            onClick={onActor}
            className="flex min-h-6 cursor-default items-center gap-1 rounded-sm hover:text-ink hover:underline"
          >
            <Icon aria-hidden className="size-3.5 text-ink-faint" />
            <bdi>{visibleLine(actor.name)}</bdi>
          </button>
          <RelativeTime at={at} />
        </span>
      </div>
      <Changes entry={entry} />
      {reason ? (
        <p className="text-pretty text-ink-muted">
          <span className="text-ink-faint">Reason: </span>
          <bdi className="wrap-anywhere">{reason}</bdi>
        </p>
      ) : null}
    </li>
  );
}

function Changes({ entry }: { entry: AuditEntry }) {
  const changes = changesOf(entry);
  if (changes.length === 0) return null;
  const shown = (text: string | null) => (text === null ? null : visibleLine(text));
  return (
    <ChangeList
      changes={changes.map(({ name, before, after }) => ({
        name,
        before: shown(before),
        after: shown(after),
      }))}
    />
  );
}
