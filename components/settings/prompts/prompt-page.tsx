"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight, Plus } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { exactText } from "#components/amounts.ts";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { Prompt, PromptList } from "#lib/contracts/prompts.ts";
import { Loaded } from "../loaded.tsx";
import { PromotePrompt } from "./promote-prompt.tsx";
import { PromptBadge } from "./prompt-badge.tsx";
import { PromptDiff } from "./prompt-diff.tsx";
import { PromptEvals } from "./prompt-evals.tsx";
import { promptQuery, promptsQuery } from "./prompts-query.ts";
import { StartSplit } from "./split-dialogs.tsx";
import { TryPromptsCard } from "./try-prompts.tsx";

/** One version: what it says, how it reads a ticket, what evals say, and putting it in use. */
export function PromptPage({ version }: { version: string }) {
  const prompt = useQuery(promptQuery(version));
  const prompts = useQuery(promptsQuery());
  return (
    <Loaded what="The prompt" query={prompt}>
      {(found) => (
        <Loaded what="The prompts" query={prompts}>
          {(list) => <Found prompt={found} list={list} />}
        </Loaded>
      )}
    </Loaded>
  );
}

function Found({ prompt, list }: { prompt: Prompt; list: PromptList }) {
  const { version, name, note, state, basedOn, createdBy, createdAt } = prompt;
  const against = state === "active" ? basedOn : list.active;
  return (
    <>
      <header className="flex min-h-13 flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b bg-surface px-4 py-2.5 sm:px-6">
        <div className="flex min-w-0 flex-col gap-0.5">
          <Breadcrumb>{version}</Breadcrumb>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 className="text-lg font-semibold">
              <bdi className="wrap-anywhere">{visibleLine(name)}</bdi>
            </h1>
            <PromptBadge state={state} percent={list.candidate?.percent} />
          </div>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <Link href={`/settings/prompts/new?from=${version}`} className={buttonClass("secondary", "sm")}>
            <Plus aria-hidden />
            Draft from it
          </Link>
          {state === "active" ? null : (
            <>
              <StartSplit prompt={prompt} list={list} />
              <PromotePrompt prompt={prompt} list={list} />
            </>
          )}
        </div>
      </header>
      <div className="mx-auto flex w-full max-w-6xl flex-col gap-4 p-4 sm:p-6">
        <p className="text-sm text-pretty text-ink-muted">
          {note ? <bdi className="wrap-anywhere">{visibleLine(note)} · </bdi> : null}
          Made by <bdi>{visibleLine(createdBy)}</bdi> <RelativeTime at={createdAt} />
          {basedOn ? (
            <>
              {" from "}
              <Link
                href={`/settings/prompts/${basedOn}`}
                className="font-mono text-xs underline underline-offset-2 hover:text-ink"
              >
                {basedOn}
              </Link>
            </>
          ) : null}
        </p>
        <TryPromptsCard version={version} list={list} />
        <PromptEvals version={version} />
        {against ? (
          <Card aria-labelledby="prompt-diff" className="flex min-w-0 flex-col gap-3 p-4">
            <h2 id="prompt-diff" className="text-sm font-semibold">
              What differs from {state === "active" ? "the version it was made from" : "the one in use"}
            </h2>
            <PromptDiff prompt={prompt} against={against} />
          </Card>
        ) : null}
        <Content prompt={prompt} />
      </div>
    </>
  );
}

/** Where a page about one version stands. */
export function Breadcrumb({ children }: { children: ReactNode }) {
  return (
    <nav aria-label="Breadcrumb" className="flex items-center gap-1 text-xs text-ink-muted">
      <Link href="/settings/prompts" className="rounded-xs hover:text-ink">
        Prompts
      </Link>
      <ChevronRight aria-hidden className="size-3 text-ink-faint" />
      <span className="truncate font-mono">{children}</span>
    </nav>
  );
}

function Content({ prompt: { content, schemaVersion } }: { prompt: Prompt }) {
  const { temperature, maxOutputTokens, reasoningEffort } = content.parameters;
  return (
    <Card aria-label="What the model is told" className="flex min-w-0 flex-col gap-4 p-4">
      <h2 className="text-sm font-semibold">What the model is told</h2>
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
        <Parameter name="Temperature">{temperature ?? "the provider's own"}</Parameter>
        <Parameter name="Output limit">{exactText(maxOutputTokens)} tokens</Parameter>
        <Parameter name="Reasoning">{reasoningEffort}</Parameter>
        <Parameter name="Answer schema">{schemaVersion}</Parameter>
      </dl>
      <Words title="Instructions" text={content.system} />
      <Words title="Message" text={content.user} />
    </Card>
  );
}

function Parameter({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-ink-muted">{name}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}

function Words({ title, text }: { title: string; text: string }) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-1.5">
      <h3 className="text-sm font-medium">{title}</h3>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="max-h-96 overflow-y-auto rounded-md bg-sunken p-3 font-mono text-xs leading-5 wrap-anywhere whitespace-pre-wrap"
      >
        {text}
      </pre>
    </section>
  );
}
