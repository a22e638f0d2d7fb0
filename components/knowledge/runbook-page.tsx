import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { Card } from "#components/ui/card.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { Runbook } from "#lib/contracts/runbooks.ts";
import { CheckoutNote } from "./checkout-note.tsx";
import { RunbookActs } from "./runbook-acts.tsx";
import { sectionAnchor } from "./runbook-address.ts";
import { RunbookMarkdown } from "./runbook-markdown.tsx";
import { UsedBy } from "./used-by.tsx";

type Section = Runbook["sections"][number];

const letters = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** Headings that a section adds to those of the one before it; the runbook's own name stands above all of them. */
function newHeadings({ path }: Section, before: Section | undefined, title: string): string[] {
  const shared = path.findIndex((heading, depth) => before?.path[depth] !== heading);
  return shared < 0 ? [] : path.slice(shared).filter((heading) => letters(heading) !== letters(title));
}

interface RunbookPageProps {
  runbook: Runbook;
  /** Since when uses are counted. */
  since: string;
  mayChange: boolean;
}

/** A runbook to read, section by section; also one that was removed, as it was last. */
export function RunbookPage({ runbook, since, mayChange }: RunbookPageProps) {
  return (
    <>
      <header className="flex min-h-13 flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b bg-surface px-4 py-2.5 sm:px-6">
        <div className="flex min-w-0 flex-col justify-center gap-0.5">
          <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-1 text-xs text-ink-muted">
            <Link href="/knowledge" className="rounded-xs hover:text-ink">
              Knowledge
            </Link>
            <ChevronRight aria-hidden className="size-3 shrink-0 text-ink-faint" />
            <span className="truncate font-mono">{visibleLine(runbook.id)}</span>
          </nav>
          <h1 className="truncate text-lg font-semibold">
            <bdi>{visibleLine(runbook.title)}</bdi>
          </h1>
        </div>
        {mayChange ? <RunbookActs runbook={runbook} /> : null}
      </header>
      <div className="mx-auto flex w-full max-w-4xl flex-col gap-4 p-4 sm:p-6">
        {runbook.removed ? (
          <p role="status" className="rounded-md bg-warn-soft p-3 text-sm text-pretty text-warn">
            <bdi>{visibleLine(runbook.removed.by)}</bdi> removed this runbook{" "}
            <RelativeTime at={runbook.removed.at} />. This is what it said last; no new card points to it.
          </p>
        ) : null}
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-muted">
          <span>
            From {visibleLine(runbook.source)}, read <RelativeTime at={runbook.updatedAt} />
          </span>
          <CheckoutNote commit={runbook.commit} branch={runbook.branch} />
          <UsedBy id={runbook.id} count={runbook.usedBy} since={since} />
        </p>
        {runbook.sections.length === 0 ? (
          <p className="text-sm text-ink-muted">This runbook has headings at most, and no text.</p>
        ) : (
          runbook.sections.map((section, index) => (
            <SectionCard
              key={section.ordinal}
              section={section}
              headings={newHeadings(section, runbook.sections[index - 1], runbook.title)}
            />
          ))
        )}
      </div>
    </>
  );
}

function SectionCard({ section, headings }: { section: Section; headings: string[] }) {
  return (
    <Card
      id={sectionAnchor(section.ordinal)}
      className="flex scroll-mt-4 flex-col gap-3 p-4 target:border-accent-ink sm:p-5"
    >
      {headings.map((heading) => (
        <h2 key={heading} className="text-base font-semibold">
          <bdi>{visibleLine(heading)}</bdi>
        </h2>
      ))}
      <RunbookMarkdown text={section.text} />
    </Card>
  );
}
