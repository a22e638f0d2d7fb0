import type { ExplainedSignal, Explanation } from "#lib/contracts/rules.ts";
import { categories } from "#lib/contracts/vocabulary.ts";
import { buildCard } from "../card.ts";
import { extractWithRules, readWithRules } from "./extract.ts";
import type { Finding } from "./findings.ts";
import { noOwnSignals, type OwnSignals } from "./own-signals.ts";
import type { Signal } from "./signals.ts";
import { contributionOf, type Shares } from "./weigh.ts";
import { isWordSignal } from "./words.ts";

const signalsShown = 40;
const firedShown = 200;
const wordsShown = 8;
const quoteMaxCharacters = 200;
/** What moves the category less than this is not worth a line. */
const leastPull = 0.005;

/** What the engine makes of a text, and why: the same reading as for a card, told signal by signal. */
export function explain(text: string, own: OwnSignals = noOwnSignals): Omit<Explanation, "rulesVersion"> {
  const { findings, signals, shares, steering } = readWithRules(text, own);
  const { card, facts } = buildCard({
    extraction: extractWithRules({ text, own }),
    text,
    extractor: "rules",
  });
  return {
    category: card.category,
    severity: card.severity,
    confidence: card.confidence,
    shares,
    signals: explained(signals, shares, card.category),
    fired: findings.slice(0, firedShown).map(fired),
    firedInAll: findings.length,
    facts,
    reasons: card.reasons,
    steering: steering.map(({ start, end }) =>
      text.slice(start, end).slice(0, quoteMaxCharacters).toWellFormed(),
    ),
  };
}

const nothing: Shares = { infra: 0, app: 0, data: 0, security: 0, unknown: 0 };

const sum = (one: Shares, other: Shares): Shares => ({
  infra: one.infra + other.infra,
  app: one.app + other.app,
  data: one.data + other.data,
  security: one.security + other.security,
  unknown: one.unknown + other.unknown,
});

/** A word and its letters count as one: nobody reads letters. */
function wholeWordSignals(signals: readonly Signal[]): (Signal & { parts: Signal[] })[] {
  const whole = new Map<string, Signal & { parts: Signal[] }>();
  for (const signal of signals) {
    const word = isWordSignal(signal.name) ? signal.quotes[0]?.toLowerCase() : undefined;
    const name = word === undefined ? signal.name : `word ${word}`;
    const known = whole.get(name);
    if (known) known.parts.push(signal);
    else whole.set(name, { ...signal, name, parts: [signal] });
  }
  return [...whole.values()];
}

function explained(signals: readonly Signal[], shares: Shares, chosen: keyof Shares): ExplainedSignal[] {
  const next = categories
    .filter((category) => category !== chosen)
    .reduce((best, category) => (shares[category] > shares[best] ? category : best));
  return wholeWordSignals(signals)
    .flatMap(({ name, value, quotes, parts }) => {
      const weights = parts.flatMap((part) => contributionOf(part) ?? []).reduce(sum, nothing);
      const words = [...new Set(quotes)].slice(0, wordsShown);
      const pull = weights[chosen] - weights[next];
      return [{ name, value, words, weights, pull }];
    })
    .filter(({ pull }) => Math.abs(pull) >= leastPull)
    .sort((one, other) => Math.abs(other.pull) - Math.abs(one.pull))
    .slice(0, signalsShown);
}

function fired({ quote, start, says, negated, own }: Finding): Explanation["fired"][number] {
  const { cue, strength, theme, harm, kind, condition, excuses, ...claims } = says;
  const facts = [
    "scope",
    "capability",
    "attack",
    "trend",
    "workaround",
    "environment",
    "deadline",
    "level",
  ] as const;
  return {
    quote,
    start,
    says: [
      ...(cue ? [`${cue} (${strength ?? "weak"}${theme && theme !== cue ? `, ${theme}` : ""})`] : []),
      ...facts.flatMap((fact) => (claims[fact] ? [`${fact} ${claims[fact]}`] : [])),
      ...(harm ? [`harm ${harm.value} (${harm.certainty})`] : []),
      ...(condition ? [`condition ${condition}`] : []),
      ...Object.entries(kind ?? {}).map(([name, points]) => `${name} +${points}`),
      ...(excuses ? [`excuses ${excuses}`] : []),
    ],
    counts: !negated,
    own,
  };
}
