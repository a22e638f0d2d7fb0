import Link from "next/link";
import type { ReactNode } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { Trace } from "#lib/contracts/trace.ts";
import type { Triage } from "#lib/contracts/triage.ts";
import { causeNames, type RoutingStep, routingSteps } from "./routing-words.ts";
import { Timeline } from "./timeline.tsx";

interface HowItWasReadProps {
  triage: Triage;
  /** null: how it came about could not be read. */
  trace: Trace | null;
}

const tones: Partial<Record<RoutingStep["turn"], "accent" | "warn" | "danger" | "good">> = {
  "Strong first": "accent",
  Escalated: "accent",
  "Passed over": "warn",
  "Gave up": "warn",
  Taken: "good",
};

/** Which tier read the ticket and why, what happened when, and the versions that the card was made with. */
export function HowItWasRead({ triage: { card, origin }, trace }: HowItWasReadProps) {
  const steps = routingSteps(trace?.events ?? []);
  return (
    <div className="mt-1 flex flex-col gap-3 text-sm">
      {steps.length > 0 ? (
        <section aria-label="Routing" className="flex flex-col gap-1.5">
          <h4 className="text-xs font-medium text-ink-muted">Routing</h4>
          <ol className="flex flex-col gap-2">
            {steps.map((step, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what happened never moves.
              <Step key={index} step={step} />
            ))}
          </ol>
        </section>
      ) : null}
      {trace === null ? (
        <p className="text-xs text-ink-muted">
          How it was routed could not be read. Reload the page to try again.
        </p>
      ) : (
        <Timeline trace={trace} />
      )}
      <section aria-label="Versions" className="flex flex-col gap-1.5">
        <h4 className="text-xs font-medium text-ink-muted">Versions</h4>
        <dl className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-3 gap-y-0.5 text-xs">
          <Version name="Model">{origin.model}</Version>
          <Version name="Tier">{origin.tier}</Version>
          <Version name="Prompt">{origin.promptVersion}</Version>
          <Version name="Policy">{origin.policyVersion}</Version>
          <Version name="Schema">{card?.schemaVersion}</Version>
        </dl>
      </section>
    </div>
  );
}

function Step({ step: { turn, model, reason, causes, triageId } }: { step: RoutingStep }) {
  return (
    <li className="grid grid-cols-[6.5rem_minmax(0,1fr)] items-baseline gap-x-3">
      <span>
        <Badge tone={tones[turn] ?? "neutral"}>{turn}</Badge>
      </span>
      <div className="flex min-w-0 flex-col gap-1 text-ink-muted">
        <p className="text-pretty wrap-anywhere">
          {model ? <span className="font-mono text-xs text-ink">{model} </span> : null}
          {reason}{" "}
          {triageId ? (
            <Link href={`/tickets/${triageId}`} className="underline underline-offset-2 hover:text-ink">
              Its ticket
            </Link>
          ) : null}
        </p>
        {causes.length > 0 ? (
          <ul aria-label="Signals" className="flex flex-wrap gap-1">
            {causes.map((cause) => (
              <li key={cause}>
                <Badge>{causeNames[cause]}</Badge>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </li>
  );
}

function Version({ name, children }: { name: string; children: ReactNode }) {
  if (children === null || children === undefined) return null;
  return (
    <>
      <dt className="text-ink-muted">{name}</dt>
      <dd className="font-mono leading-5 break-all">{children}</dd>
    </>
  );
}

export function HowItWasReadSkeleton() {
  return (
    <div className="mt-1 flex flex-col gap-2">
      <span className="sr-only">Reading how the card came about</span>
      <Skeleton className="h-3 w-16" />
      <Skeleton className="h-4 w-full" />
      <Skeleton className="h-4 w-3/4" />
    </div>
  );
}
