import { BookMarked } from "lucide-react";
import Link from "next/link";
import { scoreText } from "#components/amounts.ts";
import { placeInRunbook } from "#components/knowledge/place-in-runbook.ts";
import { runbookAddress } from "#components/knowledge/runbook-address.ts";
import type { RunbookMatch } from "#lib/contracts/runbooks.ts";

/** Runbooks that fit, each at the section to read first. */
export function RunbookLinks({ runbooks }: { runbooks: readonly RunbookMatch[] }) {
  return (
    <ul className="flex flex-col gap-1.5 text-sm">
      {runbooks.map((runbook) => (
        <li key={runbook.id} className="flex items-start gap-2">
          <BookMarked aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
          <Link
            href={runbookAddress(runbook.id, runbook.sectionOrdinal)}
            prefetch={false}
            className="min-w-0 flex-1 wrap-anywhere text-accent-ink underline underline-offset-2"
          >
            {placeInRunbook(runbook)}
          </Link>
          <span className="text-xs text-ink-muted tabular-nums" title="How surely it is about this ticket">
            {scoreText(runbook.score)}
          </span>
        </li>
      ))}
    </ul>
  );
}
