import Link from "next/link";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { buttonClass } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { RowLink } from "#components/ui/row-link.tsx";
import type { RunbookListItem, RunbookPage } from "#lib/contracts/runbooks.ts";
import { runbookAddress } from "./runbook-address.ts";
import { UsedBy } from "./used-by.tsx";

/** A page of the shelf in the order of its ids. */
export function RunbookList({
  page,
  isFirst,
  since,
}: {
  page: RunbookPage;
  isFirst: boolean;
  since: string;
}) {
  return (
    <section aria-labelledby="shelf" className="flex flex-col gap-2">
      <h2 id="shelf" className="text-sm font-semibold">
        Runbooks
      </h2>
      <ul className="overflow-hidden rounded-lg border border-line bg-surface">
        {page.items.map((item) => (
          <RunbookRow key={item.id} item={item} since={since} />
        ))}
      </ul>
      <nav aria-label="Pages" className="flex justify-between gap-2">
        {isFirst ? (
          <span />
        ) : (
          <Link href="/knowledge" className={buttonClass("secondary", "sm")}>
            First page
          </Link>
        )}
        {page.nextCursor ? (
          <Link
            href={`/knowledge?cursor=${encodeURIComponent(page.nextCursor)}`}
            className={buttonClass("secondary", "sm")}
          >
            Next page
          </Link>
        ) : null}
      </nav>
    </section>
  );
}

function RunbookRow({ item, since }: { item: RunbookListItem; since: string }) {
  return (
    <li className="row-lazy relative flex flex-col gap-x-3 gap-y-0.5 border-b px-4 py-2.5 text-sm last:border-b-0 hover:bg-hover sm:flex-row sm:items-center">
      <div className="flex min-w-0 flex-1 flex-col">
        <RowLink href={runbookAddress(item.id)} className="truncate">
          <bdi>{visibleLine(item.title)}</bdi>
        </RowLink>
        <span className="truncate font-mono text-xs text-ink-faint">{visibleLine(item.id)}</span>
      </div>
      <UsedBy id={item.id} count={item.usedBy} since={since} />
      <RelativeTime
        at={item.updatedAt}
        form="short"
        className="hidden w-10 text-right text-xs text-ink-faint sm:block"
      />
    </li>
  );
}
