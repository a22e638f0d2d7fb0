import { visibleLine } from "#components/triage-card/visible-text.ts";
import type { RunbookMatch } from "#lib/contracts/runbooks.ts";

/** "Disk is full › Diagnosis"; the runbook's title alone where the section is its beginning. */
export function placeInRunbook({ title, section }: Pick<RunbookMatch, "title" | "section">): string {
  return section === "" || section === title
    ? visibleLine(title)
    : `${visibleLine(title)} › ${visibleLine(section)}`;
}
