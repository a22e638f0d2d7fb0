import type { Facts } from "#lib/contracts/facts.ts";
import type { Explanation, SeverityExplained } from "#lib/contracts/rules.ts";
import { categories, type Environment, type Severity } from "#lib/contracts/vocabulary.ts";
import { assess } from "../assess.ts";
import { buildCard } from "../card.ts";
import { spokenLimit } from "../own-limits.ts";
import { extractWithRules, type Reading, readWithRules } from "./extract.ts";
import type { Finding } from "./findings.ts";
import { moved } from "./moved.ts";
import { noOwnSignals, type OwnSignals } from "./own-signals.ts";
import type { SeverityStep } from "./severity-band.ts";
import type { Signal } from "./signals.ts";
import { isVague } from "./vague.ts";
import { contributionOf, gravenessOf, type Shares, severityContributionOf } from "./weigh.ts";

const firedShown = 200;
const quoteMaxCharacters = 200;

/** What a text is read with. */
interface Beside {
  own?: OwnSignals | undefined;
  /** Said by the sender's system beside the text. */
  environment?: Environment | undefined;
}

/** What the engine makes of a text, and why: the same reading as for a card, told signal by signal. */
export function explain(
  text: string,
  { own = noOwnSignals, environment }: Beside = {},
): Omit<Explanation, "rulesVersion"> {
  const reading = readWithRules(text, own);
  const { document, findings, signals, shares, steering } = reading;
  const { card, facts } = buildCard({
    extraction: extractWithRules({ text, own, environment }),
    text,
    environment,
    own,
    extractor: "rules",
  });
  const next = categories
    .filter((category) => category !== card.category)
    .reduce((best, category) => (shares[category] > shares[best] ? category : best));
  return {
    category: card.category,
    severity: card.severity,
    confidence: card.confidence,
    shares,
    ...moved(
      signals.map((signal) => withQuotes(signal, reading.told)),
      noShares,
      contributionOf,
      (weights) => weights[card.category] - weights[next],
    ),
    severityExplained: explainSeverity(reading, card.severity, facts),
    vague: isVague(document, findings, reading.facts),
    fired: findings.slice(0, firedShown).map(fired),
    firedInAll: findings.length,
    facts,
    reasons: card.reasons,
    steering: steering.map(({ start, end }) =>
      text.slice(start, end).slice(0, quoteMaxCharacters).toWellFormed(),
    ),
  };
}

const noShares: Shares = { infra: 0, app: 0, data: 0, security: 0, unknown: 0 };
const noBands: SeverityExplained["bands"] = { "P0-P1": 0, "P1-P2": 0, "P2-P3": 0, P3: 0 };

/** Where the facts lead by the matrix, what the weights add to it, and what decided between the two. */
function explainSeverity(reading: Reading, severity: Severity, counted: Facts): SeverityExplained {
  const { sorted, bandShares, steps } = reading;
  const { facts, byPolicy, severitySignals } = sorted;
  const shown = severitySignals.map((signal) => withQuotes(signal, facts));
  return {
    ...moved(shown, noBands, severityContributionOf, gravenessOf),
    policy: {
      severity: byPolicy.severity,
      reasons: byPolicy.reasons.filter((reason) => !reason.startsWith("category ")),
    },
    bands: bandShares,
    steps: [
      { rule: "policy", severity: byPolicy.severity },
      ...steps,
      ...lastSteps(reading, severity, counted),
    ],
  };
}

/**
 * The card follows from facts: where none that fit the text lead to the level that was weighed, it stays where they
 * lead. What the sender said beside the text and what the organisation says of its own words come last.
 */
function lastSteps({ steps, facts }: Reading, severity: Severity, counted: Facts): SeverityStep[] {
  const weighed = steps.at(-1)?.severity;
  const isBeside = counted.environment.value !== facts.environment.value;
  const byCounted = assess(counted).severity;
  const byFacts = isBeside ? assess(facts).severity : byCounted;
  return [
    ...(byFacts === weighed ? [] : [{ rule: "facts" as const, severity: byFacts }]),
    ...(byCounted === byFacts ? [] : [{ rule: "beside_the_text" as const, severity: byCounted }]),
    ...(severity === byCounted ? [] : [{ rule: "own_signal" as const, severity }]),
  ];
}

/** A signal that stands for a fact has the words of the fact. */
function withQuotes(signal: Signal, facts: Facts): Signal {
  if (signal.quotes.length > 0) return signal;
  const { harms, cues: _, ...claims } = facts;
  const quotes = [
    ...Object.entries(claims).map(([name, { value, quote }]) => [`${name} ${value}`, quote] as const),
    ...harms.map(({ value, certainty, quote }) => [`harm ${value} (${certainty})`, quote] as const),
  ].flatMap(([name, quote]) => (quote !== null && signal.name.includes(name) ? [quote] : []));
  return { ...signal, quotes };
}

function fired({ quote, start, says, negated, own, limit }: Finding): Explanation["fired"][number] {
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
      ...(limit ? [spokenLimit(limit.limit)] : []),
    ],
    counts: !negated,
    own,
  };
}
