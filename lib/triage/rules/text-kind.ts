import type { CaseKind } from "#lib/contracts/eval-case.ts";
import { readDocument } from "./document.ts";

/**
 * What a text looks like, for a case that nobody said it of. Prose about an earlier day is a post-mortem, other prose a
 * ticket: whether a ticket is a bug report is not to be seen from outside.
 */
export function textKindOf(text: string): CaseKind {
  const { shape, looksBack } = readDocument(text);
  switch (shape) {
    case "alert":
    case "log":
      return shape;
    case "trace":
      return "stacktrace";
    case "prose":
      return looksBack ? "postmortem" : "ticket";
  }
}
