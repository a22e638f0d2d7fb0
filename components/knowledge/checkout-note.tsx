import { GitBranch } from "lucide-react";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import type { Checkout } from "#lib/contracts/runbooks.ts";

/** Branch and commit of the git checkout that runbooks were read from; nothing for what has none. */
export function CheckoutNote({ commit, branch }: Checkout) {
  if (commit === null && branch === null) return null;
  return (
    <span className="inline-flex max-w-full items-center gap-1 align-bottom" title={commit ?? undefined}>
      <GitBranch aria-hidden className="size-3 shrink-0" />
      {branch === null ? null : <bdi className="truncate">{visibleLine(branch)}</bdi>}
      {commit === null ? "no commit yet" : <span className="font-mono">{commit.slice(0, 12)}</span>}
    </span>
  );
}
