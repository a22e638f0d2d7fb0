import { scoreText } from "#components/amounts.ts";
import { visibleLine } from "#components/triage-card/visible-text.ts";
import type { Moved } from "#lib/contracts/rules.ts";

const least = 0.005;

/** With its sign, as sums are read. */
export const signedText = (value: number) => {
  const text = scoreText(Math.abs(value));
  if (Math.abs(value) < least) return text;
  return `${value > 0 ? "+" : "−"}${text}`;
};

interface MovedListProps {
  moved: Moved;
  /** Under each signal, what it adds to each class of the weights. */
  each?: boolean;
}

/** What moved a decision, strongest first; the last line is everything else, so that the lines add up. */
export function MovedList({ moved: { signals, rest }, each = false }: MovedListProps) {
  return (
    <ul className="flex flex-col">
      {signals.map(({ name, pull, words, weights }) => (
        <li key={name} className={row}>
          <Pull value={pull} plain={each} />
          <span className="wrap-anywhere">{spoken(name)}</span>
          <Words words={words} />
          {each ? <Weights weights={weights} /> : null}
        </li>
      ))}
      {rest.count > 0 ? (
        <li className={`${row} text-ink-muted`}>
          <Pull value={rest.pull} plain={each} />
          <span>{rest.count === 1 ? "1 more signal" : `${rest.count} more signals together`}</span>
          {each ? <Weights weights={rest.weights} /> : null}
        </li>
      ) : null}
    </ul>
  );
}

/** Names of signals that say nothing to who does not know the weights. */
const spoken = (name: string) =>
  name
    .replace(/^always$/, "every text")
    .replace(/^by policy /, "facts lead to ")
    .replace(/^share /, "likelihood of ");

const row =
  "grid grid-cols-[3.5rem_minmax(0,1fr)] gap-x-3 gap-y-1 border-t px-4 py-2 text-sm sm:grid-cols-[3.5rem_13rem_minmax(0,1fr)]";

/** For and against a category; graver and milder are neither good nor bad. */
function Pull({ value, plain }: { value: number; plain: boolean }) {
  const tone = value > 0 ? "text-good" : value < 0 ? "text-danger" : "text-ink-muted";
  return (
    <span className={`text-right font-medium tabular-nums ${plain ? "" : tone}`}>{signedText(value)}</span>
  );
}

function Weights({ weights }: { weights: Record<string, number> }) {
  return (
    <span className="col-start-2 flex flex-wrap gap-x-3 text-xs text-ink-muted tabular-nums sm:col-span-2">
      {Object.entries(weights).map(([name, value]) => (
        <span key={name} className="whitespace-nowrap">
          {name} {signedText(value)}
        </span>
      ))}
    </span>
  );
}

/** Words of the text, as a reader may see them. */
export function Words({ words }: { words: readonly string[] }) {
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
