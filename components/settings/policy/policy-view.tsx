import Link from "next/link";
import type { ReactNode } from "react";
import { durationText } from "#components/amounts.ts";
import { tierMeanings, tierNames } from "#components/model-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import type { PolicyContent, PolicyModel } from "#lib/contracts/policy.ts";
import { tiers } from "#lib/contracts/vocabulary.ts";
import { plainEntries, routingEntries } from "./policy-fields.ts";
import { valueText } from "./policy-words.ts";

/** What a policy says. */
export function PolicyView({ content }: { content: PolicyContent }) {
  const { models, routing, prompts } = content;
  return (
    <>
      <Part title="Models">
        <div className="grid gap-4 sm:grid-cols-2">
          {tiers.map((tier) => (
            <section key={tier} aria-label={tierNames[tier]} className="flex min-w-0 flex-col gap-1.5">
              <h3 className="text-sm font-medium">{tierNames[tier]}</h3>
              <p className="text-xs text-pretty text-ink-muted">{tierMeanings[tier]}</p>
              <Models models={models[tier]} />
            </section>
          ))}
        </div>
      </Part>
      <Part title="Routing to strong models">
        <Lines lines={routingEntries.map(([name, field]) => [field.name, valueText(field, routing[name])])} />
      </Part>
      <Part title="Limits and review">
        <Lines lines={plainEntries.map(([name, field]) => [field.name, valueText(field, content[name])])} />
      </Part>
      <Part title="Prompts">
        <Lines
          lines={[
            ["In use", prompts.active ?? "built-in"],
            [
              "For some incidents",
              prompts.candidate
                ? `${prompts.candidate.version}, ${prompts.candidate.percent}% of them`
                : "none",
            ],
          ]}
        />
        <p className="text-xs text-ink-muted">
          Prompts are promoted on{" "}
          <Link href="/settings/prompts" className="underline underline-offset-2 hover:text-ink">
            their own page
          </Link>
          .
        </p>
      </Part>
    </>
  );
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card aria-label={title} className="flex min-w-0 flex-col gap-3 p-4">
      <h2 className="text-sm font-semibold">{title}</h2>
      {children}
    </Card>
  );
}

function Models({ models }: { models: readonly PolicyModel[] }) {
  if (models.length === 0) return <p className="text-sm text-ink-muted">None.</p>;
  return (
    <ol className="flex flex-col divide-y rounded-md border">
      {models.map(({ model, enabled, timeoutMs, logProbabilities }, index) => (
        <li key={model} className="flex flex-wrap items-center gap-x-2 gap-y-1 px-3 py-2 text-sm">
          <span className="text-xs text-ink-faint tabular-nums">{index + 1}</span>
          <span className={`font-mono text-xs wrap-anywhere ${enabled ? "" : "text-ink-muted line-through"}`}>
            {model}
          </span>
          {enabled ? null : <Badge>Disabled</Badge>}
          {timeoutMs === null ? null : <Badge>{durationText(timeoutMs)}</Badge>}
          {logProbabilities ? <Badge>Log-probabilities</Badge> : null}
        </li>
      ))}
    </ol>
  );
}

function Lines({ lines }: { lines: readonly (readonly [string, string])[] }) {
  return (
    <dl className="grid gap-x-8 text-sm xl:grid-cols-2">
      {lines.map(([name, text]) => (
        <div key={name} className="flex items-baseline justify-between gap-4 border-b py-1.5 last:border-b-0">
          <dt className="text-ink-muted">{name}</dt>
          <dd className="text-right font-medium max-w-2/3 wrap-break-word tabular-nums">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
