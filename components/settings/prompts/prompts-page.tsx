"use client";

import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { PageHeader } from "#components/console/page-header.tsx";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { RowLink } from "#components/ui/row-link.tsx";
import type { PromptList, PromptSummary } from "#lib/contracts/prompts.ts";
import { Loaded } from "../loaded.tsx";
import { PromptBadge } from "./prompt-badge.tsx";
import { promptsQuery } from "./prompts-query.ts";
import { EndSplit } from "./split-dialogs.tsx";

/** The versions of the prompt, and which ones read tickets now. */
export function PromptsPage() {
  const prompts = useQuery(promptsQuery());
  return (
    <>
      <PageHeader title="Prompts">
        {prompts.data ? (
          <Link href={`/settings/prompts/new?from=${prompts.data.active}`} className={buttonClass("primary")}>
            <Plus aria-hidden />
            New draft
          </Link>
        ) : null}
      </PageHeader>
      <div className="mx-auto flex w-full max-w-5xl flex-col gap-4 p-4 sm:p-6">
        <Loaded what="The prompts" query={prompts}>
          {(list) => (
            <>
              <InUse list={list} />
              <Card aria-label="Versions" className="overflow-hidden">
                <ul>
                  {list.items.map((prompt) => (
                    <PromptRow key={prompt.version} prompt={prompt} percent={list.candidate?.percent} />
                  ))}
                </ul>
              </Card>
            </>
          )}
        </Loaded>
      </div>
    </>
  );
}

function InUse({ list }: { list: PromptList }) {
  const nameOf = (version: string) => list.items.find((each) => each.version === version)?.name ?? version;
  const { active, candidate } = list;
  return (
    <Card aria-label="In use" className="flex flex-col gap-3 p-4 text-sm">
      <p className="text-pretty">
        {candidate
          ? `${100 - candidate.percent}% of the incidents are read with `
          : "Every ticket is read with "}
        <PromptLink version={active} name={nameOf(active)} />
        {candidate ? (
          <>
            , {candidate.percent}% with{" "}
            <PromptLink version={candidate.version} name={nameOf(candidate.version)} />.
          </>
        ) : (
          "."
        )}
      </p>
      {candidate ? (
        <>
          <div aria-hidden className="flex h-2 overflow-hidden rounded-full">
            <div className="bg-accent" style={{ width: `${100 - candidate.percent}%` }} />
            <div className="flex-1 bg-data" />
          </div>
          <div className="flex flex-wrap items-center justify-between gap-2">
            <p className="text-xs text-pretty text-ink-muted">
              An incident keeps its prompt, by its fingerprint. The{" "}
              <Link href="/dashboard" className="underline underline-offset-2 hover:text-ink">
                dashboard
              </Link>{" "}
              splits cost and quality by prompt.
            </p>
            <EndSplit list={list} />
          </div>
        </>
      ) : (
        <p className="text-xs text-pretty text-ink-muted">
          To change it: make a draft, try it on tickets, run the evals, then promote it or give it a share of
          the incidents first.
        </p>
      )}
    </Card>
  );
}

function PromptLink({ version, name }: { version: string; name: string }) {
  return (
    <Link
      href={`/settings/prompts/${version}`}
      className="font-medium underline decoration-line-strong underline-offset-2 hover:decoration-ink"
    >
      <bdi className="wrap-anywhere">{visibleLine(name)}</bdi>
    </Link>
  );
}

function PromptRow({ prompt, percent }: { prompt: PromptSummary; percent: number | undefined }) {
  const { version, name, note, state, createdBy, createdAt, basedOn } = prompt;
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-2 border-b px-4 py-3 text-sm last:border-b-0 hover:bg-hover has-focus-visible:bg-hover">
      <div className="flex min-w-0 flex-1 basis-56 flex-col gap-0.5">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <RowLink href={`/settings/prompts/${version}`}>
            <bdi className="wrap-anywhere">{visibleLine(name)}</bdi>
          </RowLink>
          <PromptBadge state={state} percent={percent} />
        </span>
        {note ? <span className="truncate text-xs text-ink-muted">{visibleLine(note)}</span> : null}
      </div>
      <div className="flex flex-col gap-0.5 text-xs text-ink-muted sm:items-end">
        <span>
          <bdi>{visibleLine(createdBy)}</bdi>, <RelativeTime at={createdAt} />
        </span>
        <span className="font-mono text-ink-faint">
          {version}
          {basedOn ? ` from ${basedOn}` : null}
        </span>
      </div>
    </li>
  );
}
