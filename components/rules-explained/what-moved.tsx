import type { ReactNode } from "react";
import { reasonText } from "#components/triage-card/reason-text.ts";
import { CategoryLabel, SeverityBadge } from "#components/triage-card/verdict-badges.tsx";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import { categoryNames } from "#components/triage-card/words.ts";
import { type Explanation, type SeverityExplained, severityBands } from "#lib/contracts/rules.ts";
import { categories } from "#lib/contracts/vocabulary.ts";
import { MovedList, signedText } from "./moved-list.tsx";
import { ShareBars } from "./share-bars.tsx";

/** What each rule says, in the order in which they apply. */
const ruleTexts: Record<SeverityExplained["steps"][number]["rule"], string> = {
  policy: "Where the facts lead by the matrix.",
  likeliest: "The level that fits most of what is likely; one that is too low is held against it.",
  close_call: "A close call: the level of the facts stands.",
  worst_band: "P0-P1 is likely, and surely so or with facts that lead to P0.",
  far_off: "The day it gets worse is far off: words about the harm do not go beyond the facts.",
  facts: "The card follows from facts, and none that fit this text lead elsewhere.",
  beside_the_text: "With the environment that the sender named beside the text.",
  own_signal: "What the organisation says of its own words.",
};

/** The shares of the categories, and the signals behind them. */
export function CategoryMoved({ explanation }: { explanation: Explanation }) {
  const { category, shares, signals, rest } = explanation;
  return (
    <>
      <Lines>
        <ShareBars
          shares={[...categories]
            .sort((one, other) => shares[other] - shares[one])
            .map((each) => ({ key: each, name: <CategoryLabel category={each} />, share: shares[each] }))}
        />
        <p className="text-xs text-pretty text-ink-muted">
          Weight for {categoryNames[category]}, less the weight for the next likely category:
        </p>
      </Lines>
      <MovedList moved={{ signals, rest }} />
    </>
  );
}

/** Where the facts lead, what the words add to it, and what decided between the two. */
export function SeverityMoved({ explained }: { explained: SeverityExplained }) {
  const { policy, bands, signals, rest, total, steps } = explained;
  return (
    <>
      <Lines>
        <Stage title="1. Facts and matrix">
          <ul className="flex list-disc flex-col gap-1 pl-5 text-sm text-ink-muted">
            {policy.reasons.map((reason) => (
              <li key={reason} className="wrap-anywhere">
                {reasonText(visibleLine(reason))}
              </li>
            ))}
          </ul>
        </Stage>
        <Stage title="2. Weights of words and facts">
          <ShareBars shares={severityBands.map((band) => ({ key: band, name: band, share: bands[band] }))} />
          <p className="text-xs text-pretty text-ink-muted">
            + makes it graver, − milder: what a signal adds to P0-P1 and P1-P2, less what it adds to P2-P3 and
            P3.
          </p>
        </Stage>
      </Lines>
      <MovedList moved={{ signals, rest }} each />
      <p className="grid grid-cols-[3.5rem_minmax(0,1fr)] gap-x-3 border-y px-4 py-2 text-sm font-medium tabular-nums">
        <span className="text-right">
          {signedText(total["P0-P1"] + total["P1-P2"] - total["P2-P3"] - total.P3)}
        </span>
        <span>All together</span>
      </p>
      <Lines>
        <Stage title="3. Decision">
          <ol className="flex flex-col gap-1.5">
            {steps.map(({ rule, severity }) => (
              <li key={rule} className="grid grid-cols-[3.5rem_minmax(0,1fr)] items-baseline gap-x-3 text-sm">
                <SeverityBadge severity={severity} />
                <span className="text-pretty text-ink-muted">{ruleTexts[rule]}</span>
              </li>
            ))}
          </ol>
        </Stage>
      </Lines>
    </>
  );
}

const Lines = ({ children }: { children: ReactNode }) => (
  <div className="flex flex-col gap-4 px-4 py-3">{children}</div>
);

const Stage = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="flex flex-col gap-2">
    <p className="text-xs font-medium">{title}</p>
    {children}
  </div>
);
