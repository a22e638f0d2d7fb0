import { durationText } from "#components/amounts.ts";
import { outcomeNames } from "#components/model-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import type { Trace } from "#lib/contracts/trace.ts";
import { timelineOf } from "./timeline-entries.ts";

/** Every call, wait, repair, join, cache decision and turn of a breaker, with its time since the start. */
export function Timeline({ trace }: { trace: Trace }) {
  const entries = timelineOf(trace);
  if (entries.length === 0) return null;
  return (
    <section aria-label="Timeline">
      <details>
        <summary className="cursor-pointer rounded-xs text-xs font-medium text-ink-muted hover:text-ink">
          Timeline: {trace.attempts.length} {trace.attempts.length === 1 ? "call" : "calls"}
        </summary>
        <ol className="mt-2 flex flex-col gap-1.5 text-xs">
          {entries.map(({ atMs, name, text, outcome }, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: what happened never moves.
              key={index}
              className="grid grid-cols-[4rem_minmax(0,1fr)] gap-x-3"
            >
              <span className="text-right text-ink-muted tabular-nums">+{durationText(atMs)}</span>
              <span className="flex min-w-0 flex-wrap items-baseline gap-x-2 text-ink-muted">
                <span className="font-medium text-ink">{name}</span>
                {outcome ? (
                  <Badge tone={outcome === "succeeded" ? "good" : "warn"}>{outcomeNames[outcome]}</Badge>
                ) : null}
                <span className="min-w-0 text-pretty wrap-anywhere">{text}</span>
              </span>
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}
