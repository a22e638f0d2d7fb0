import { FlaskConical } from "lucide-react";

/** On every page of a demonstration: nothing here was read by a real model. */
export function SimulatedLine() {
  return (
    <aside
      aria-label="Demonstration"
      className="flex items-center justify-center gap-2 border-b bg-sunken px-4 py-1.5 text-center text-xs text-ink-muted"
    >
      <FlaskConical aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
      <span>
        <strong className="font-medium text-ink">Demonstration.</strong> The model is simulated; tickets,
        people and figures are samples.
      </span>
    </aside>
  );
}
