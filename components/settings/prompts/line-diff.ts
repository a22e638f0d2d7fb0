import { diffLines } from "diff";

/** A stretch of lines that two texts share, or that only one of them has. skipped: so many more that both share.  */
export interface DiffPart {
  kind: "same" | "added" | "removed" | "skipped";
  text: string;
  lines: number;
}

/** Lines that are shown around what differs. */
const contextLines = 2;

const linesOf = (text: string) => text.replace(/\n$/, "").split("\n");

/** What differs between two texts, line by line, with a little of what is around. */
export function lineDiff(before: string, after: string): DiffPart[] {
  const changes = diffLines(`${before}\n`, `${after}\n`);
  return changes.flatMap(({ value, added, removed }, index): DiffPart[] => {
    const lines = linesOf(value);
    const part = (kind: DiffPart["kind"], shown: readonly string[]): DiffPart => ({
      kind,
      text: shown.join("\n"),
      lines: shown.length,
    });
    if (added || removed) return [part(added ? "added" : "removed", lines)];
    const head = index === 0 ? 0 : contextLines;
    const tail = index === changes.length - 1 ? 0 : contextLines;
    // Hiding a single line would take as much room as showing it.
    if (lines.length <= head + tail + 1) return [part("same", lines)];
    const hidden = lines.slice(head, lines.length - tail);
    return [
      part("same", lines.slice(0, head)),
      { kind: "skipped" as const, text: "", lines: hidden.length },
      part("same", lines.slice(lines.length - tail)),
    ].filter(({ lines: count }) => count > 0);
  });
}
