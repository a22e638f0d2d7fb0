import type { RemovedKind } from "#lib/contracts/redaction.ts";

/** A part of a text that has to go: `start` inclusive, `end` exclusive, in UTF-16 code units. */
export interface Finding {
  start: number;
  end: number;
  kind: RemovedKind;
}

/** Finds in any text what it knows, in time that grows with the text's length alone. */
export type Detector = (text: string) => Finding[] | Promise<Finding[]>;

/** All matches of a global expression, or of its group `value` where it has one (flag `d`). */
export function findingsOf(text: string, pattern: RegExp, kind: RemovedKind): Finding[] {
  return [...text.matchAll(pattern)].map((match) => {
    const [start, end] = match.indices?.groups?.value ?? [match.index, match.index + match[0].length];
    return { start, end, kind };
  });
}
