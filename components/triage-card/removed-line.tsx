import { ShieldCheck } from "lucide-react";
import type { Removed } from "#lib/contracts/redaction.ts";
import { removedText } from "./removed-text.ts";

/** What is missing from the text above which it stands; nothing when nothing is. */
export function RemovedLine({ removed }: { removed: Removed }) {
  const text = removedText(removed);
  if (text === null) return null;
  return (
    <p className="flex items-start gap-2 border-b bg-sunken/50 px-4 py-2 text-xs text-ink-muted sm:px-5">
      <ShieldCheck aria-hidden className="mt-px size-3.5 shrink-0" />
      {text}
    </p>
  );
}
