import { Ruler } from "lucide-react";
import Link from "next/link";

/** One calm line when no model is configured: the gateway works, and could read more. */
export function RulesOnlyLine() {
  return (
    <aside
      aria-label="Mode"
      className="flex items-center justify-center gap-2 border-b bg-sunken px-4 py-1.5 text-xs text-ink-muted"
    >
      <Ruler aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
      <span>
        Running on rules. Add a model with{" "}
        <Link
          href="/docs#models"
          className="font-mono text-ink underline decoration-line-strong underline-offset-2 hover:decoration-ink"
        >
          TRIAGE_CHEAP_MODELS
        </Link>
      </span>
    </aside>
  );
}
