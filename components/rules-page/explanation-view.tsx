import { Words } from "#components/rules-explained/moved-list.tsx";
import { CategoryMoved, SeverityMoved } from "#components/rules-explained/what-moved.tsx";
import { CategoryLabel, Confidence, SeverityBadge } from "#components/triage-card/verdict-badges.tsx";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import type { Explanation } from "#lib/contracts/rules.ts";

/** What the rules engine made of a text: the verdict, what moved it, and everything that was recognised. */
export function ExplanationView({ explanation }: { explanation: Explanation }) {
  const { category, severity, confidence, reasons, vague, steering, rulesVersion } = explanation;
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <Card aria-label="Verdict" className="flex flex-col gap-4 p-4">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <SeverityBadge severity={severity} large />
          <CategoryLabel category={category} className="text-base font-semibold" />
          <span className="text-sm text-ink-muted">
            <Confidence value={confidence} spelledOut />
          </span>
          <span className="ml-auto font-mono text-xs text-ink-faint">rules {rulesVersion}</span>
        </div>
        <ul className="flex list-disc flex-col gap-1 pl-5 text-sm text-ink-muted">
          {reasons.map((reason) => (
            <li key={reason}>{visibleLine(reason)}</li>
          ))}
        </ul>
        {vague ? (
          <p>
            <Badge tone="warn">Says too little to be judged: low confidence</Badge>
          </p>
        ) : null}
        {steering.length > 0 ? (
          <div className="flex flex-col items-start gap-1.5 text-sm">
            <Badge tone="warn">Not read: tells the reader what to answer</Badge>
            {steering.map((stretch) => (
              <q key={stretch} className="font-mono text-xs wrap-anywhere text-ink-muted">
                {visibleLine(stretch)}
              </q>
            ))}
          </div>
        ) : null}
      </Card>
      <Card aria-labelledby="moved-category" className="min-w-0">
        <h2 id="moved-category" className="px-4 pt-3 text-sm font-semibold">
          What moved the category
        </h2>
        <CategoryMoved explanation={explanation} />
      </Card>
      <Card aria-labelledby="moved-severity" className="min-w-0">
        <h2 id="moved-severity" className="px-4 pt-3 text-sm font-semibold">
          What moved the severity
        </h2>
        <SeverityMoved explained={explanation.severityExplained} />
      </Card>
      <Fired explanation={explanation} />
    </div>
  );
}

function Fired({ explanation: { fired, firedInAll } }: { explanation: Explanation }) {
  return (
    <Card aria-labelledby="fired" className="min-w-0">
      <h2 id="fired" className="px-4 py-3 text-sm font-semibold">
        Recognised words{" "}
        <span className="font-normal text-ink-muted">
          {fired.length < firedInAll ? `the first ${fired.length} of ${firedInAll}` : firedInAll}
        </span>
      </h2>
      {fired.length === 0 ? (
        <p className="border-t px-4 py-3 text-sm text-ink-muted">
          Nothing in this text is known. A signal of your own can change that.
        </p>
      ) : null}
      <ul className="flex flex-col">
        {fired.map(({ quote, start, says, counts, own }) => (
          <li
            key={`${start} ${quote} ${says.join()}`}
            className="grid gap-x-3 gap-y-1 border-t px-4 py-2 text-sm sm:grid-cols-[16rem_1fr]"
          >
            <Words words={[quote]} />
            <span className="flex flex-wrap items-center gap-1.5 text-ink-muted sm:col-start-2 sm:row-start-1">
              {own ? <Badge tone="accent">Own</Badge> : null}
              {counts ? null : <Badge>Negated</Badge>}
              {says.join(" · ")}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
