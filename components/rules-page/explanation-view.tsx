import { scoreText, shareText } from "#components/amounts.ts";
import { CategoryLabel, Confidence, SeverityBadge } from "#components/triage-card/verdict-badges.tsx";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import type { ExplainedSignal, Explanation } from "#lib/contracts/rules.ts";
import { categories } from "#lib/contracts/vocabulary.ts";

/** What the rules engine made of a text: the verdict, what moved it, and everything that was recognised. */
export function ExplanationView({ explanation }: { explanation: Explanation }) {
  const { category, severity, confidence, reasons, signals, steering, rulesVersion } = explanation;
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
        <Shares shares={explanation.shares} />
        <ul className="flex list-disc flex-col gap-1 pl-5 text-sm text-ink-muted">
          {reasons.map((reason) => (
            <li key={reason}>{visibleLine(reason)}</li>
          ))}
        </ul>
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
      <Moved signals={signals} category={category} />
      <Fired explanation={explanation} />
    </div>
  );
}

function Shares({ shares }: { shares: Explanation["shares"] }) {
  return (
    <dl className="flex flex-col gap-1.5">
      {[...categories]
        .sort((one, other) => shares[other] - shares[one])
        .map((category) => (
          <div key={category} className="grid grid-cols-[5.5rem_1fr_3rem] items-center gap-3 text-sm">
            <dt>
              <CategoryLabel category={category} />
            </dt>
            <dd aria-hidden className="h-1.5 overflow-hidden rounded-full bg-sunken">
              <div className="h-full bg-ink-muted" style={{ width: `${shares[category] * 100}%` }} />
            </dd>
            <dd className="text-right tabular-nums text-ink-muted">{shareText(shares[category])}</dd>
          </div>
        ))}
    </dl>
  );
}

const signed = (value: number) => `${value > 0 ? "+" : "−"}${scoreText(Math.abs(value))}`;

function Moved({ signals, category }: { signals: readonly ExplainedSignal[]; category: string }) {
  return (
    <Card aria-labelledby="moved" className="min-w-0">
      <h2 id="moved" className="px-4 pt-3 text-sm font-semibold">
        What moved the category
      </h2>
      <p className="px-4 pb-2 text-xs text-ink-muted">
        Weight for {category}, less the weight for the next likely category.
      </p>
      <ul className="flex flex-col">
        {signals.map(({ name, pull, words }) => (
          <li
            key={name}
            className="grid grid-cols-[3.5rem_1fr] gap-x-3 gap-y-1 border-t px-4 py-2 text-sm sm:grid-cols-[3.5rem_13rem_1fr]"
          >
            <span className={`text-right font-medium tabular-nums ${pull > 0 ? "text-good" : "text-danger"}`}>
              {signed(pull)}
            </span>
            <span>{name}</span>
            <Words words={words} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Words({ words }: { words: readonly string[] }) {
  return (
    <span className="col-start-2 flex min-w-0 flex-wrap gap-1 sm:col-start-3">
      {words.map((word) => (
        <bdi
          key={word}
          className="line-clamp-1 rounded-xs bg-mark px-1.5 py-0.5 font-mono text-xs wrap-anywhere"
        >
          {visibleLine(word)}
        </bdi>
      ))}
    </span>
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
