import Link from "next/link";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import type { RunbookChanges } from "#lib/contracts/runbooks.ts";
import { runbookAddress } from "./runbook-address.ts";

const kinds = [
  ["added", "Added"],
  ["changed", "Changed"],
  ["removed", "Removed"],
] as const;

/** The runbooks that came, changed and went with an import, each to be looked at. */
export function ImportChanges({ changes }: { changes: RunbookChanges }) {
  const told = kinds.filter(([kind]) => changes[kind].length > 0);
  if (told.length === 0) return null;
  return (
    <dl className="flex flex-col gap-1.5 text-xs">
      {told.map(([kind, name]) => (
        <div key={kind} className="flex min-w-0 flex-col">
          <dt className="text-ink-muted">{name}</dt>
          {changes[kind].map((id) => (
            <dd key={id}>
              <Link
                href={runbookAddress(id)}
                prefetch={false}
                className="block truncate py-1 font-mono hover:underline"
              >
                {visibleLine(id)}
              </Link>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
