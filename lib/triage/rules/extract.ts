import type { Extraction, Facts } from "#lib/contracts/facts.ts";
import { type Environment, type Severity, severities } from "#lib/contracts/vocabulary.ts";
import { assess } from "../assess.ts";
import { quoteMinCharacters } from "../find-quote.ts";
import type { OwnLimit } from "../own-limits.ts";
import { stepsFor } from "../steps.ts";
import { summarize } from "../summary.ts";
import { confidenceOf } from "./confidence-of.ts";
import { readDocument } from "./document.ts";
import { type Finding, ownFindingsIn } from "./findings.ts";
import { noOwnSignals, type OwnSignals } from "./own-signals.ts";
import { type Recognised, recognise, type Sorted, sortBy } from "./recognise.ts";
import { settleSeverity } from "./settle-severity.ts";
import { type BandShares, type SeverityStep, stepsToLevel } from "./severity-band.ts";
import type { Signal } from "./signals.ts";
import { steeringIn, withoutSteering } from "./steering.ts";
import { themeOf } from "./theme-of.ts";
import { isVague, vagueConfidenceMax } from "./vague.ts";
import { calibration, graveness, type Shares, weigh, weighSeverity } from "./weigh.ts";

export interface RulesInput {
  text: string;
  source?: string | undefined;
  service?: string | undefined;
  environment?: Environment | undefined;
  /** What the organisation taught the engine. */
  own?: OwnSignals | undefined;
}

/** Everything the engine makes of a text on its way to the facts. */
export interface Reading extends Recognised {
  /** How likely each category is. */
  shares: Shares;
  /** Facts that lead to the likeliest category, before the weights of severity. */
  sorted: Sorted;
  /** How likely each band of severity is. */
  bandShares: BandShares;
  /** What decided about the severity, in order. */
  steps: SeverityStep[];
  facts: Facts;
}

/** Everything up to the facts; what tells the reader what to answer is not read. */
export function readWithRules(text: string, own: OwnSignals = noOwnSignals): Reading {
  const recognised = recognise(text, own);
  const shares = weigh(recognised.signals);
  const sorted = sortBy(shares, recognised);
  const { byPolicy, severitySignals } = sorted;
  const bandShares = weighSeverity(severitySignals);
  const steps = stepsOf(sorted, bandShares);
  const level = steps.at(-1)?.severity ?? byPolicy.severity;
  const quotes = quotesFor(level, byPolicy.severity, severitySignals);
  return {
    ...recognised,
    shares,
    sorted,
    bandShares,
    steps,
    facts: settleSeverity(sorted.facts, level, quotes),
  };
}

/** To the likely level; a day that is named and far off is a fact that words about the harm do not overrule. */
function stepsOf({ facts, byPolicy }: Sorted, shares: BandShares): SeverityStep[] {
  const steps = stepsToLevel(shares, byPolicy.severity);
  const likely = steps.at(-1)?.severity ?? byPolicy.severity;
  const isFarOff = facts.deadline.value === "later";
  return isFarOff && severities.indexOf(likely) < severities.indexOf(byPolicy.severity)
    ? [...steps, { rule: "far_off", severity: byPolicy.severity }]
    : steps;
}

/** Words that speak for one level rather than the other, the most telling first. */
function quotesFor(level: Severity, rather: Severity, signals: readonly Signal[]): string[] {
  if (level === rather) return [];
  const sign = severities.indexOf(level) < severities.indexOf(rather) ? 1 : -1;
  return signals
    .flatMap((signal) => {
      const quote = signal.quotes[0];
      return quote === undefined || quote.length < quoteMinCharacters
        ? []
        : [{ quote, pull: sign * graveness(signal) }];
    })
    .sort((one, other) => other.pull - one.pull)
    .map(({ quote }) => quote);
}

/** What the organisation's signals in a text say of its severity, each once. */
function limitsOf(findings: readonly Finding[]): OwnLimit[] {
  const counted = findings
    .filter(({ negated }) => !negated)
    .flatMap(({ key, limit }) => (limit ? [[key, limit] as const] : []));
  return [...new Map(counted).values()];
}

/**
 * The same for whoever read the text. What tells the reader what to answer is not read, and a "no" before the words
 * turns them off.
 */
export function limitsIn(text: string, own: OwnSignals | undefined): OwnLimit[] {
  if (!own?.limits) return [];
  return limitsOf(ownFindingsIn(readDocument(withoutSteering(text, steeringIn(text))), own));
}

/**
 * Reads a ticket without a model. Same text, same answer; every quote is a substring of the text; time is linear in
 * the text. Never throws.
 */
export function extractWithRules(input: RulesInput): Extraction {
  const { document, findings, facts, shares } = readWithRules(input.text, input.own);
  const assessment = assess(facts, limitsOf(findings));
  const weighed = confidenceOf(calibration, shares[assessment.category]);
  const confidence = isVague(document, findings, facts) ? Math.min(weighed, vagueConfidenceMax) : weighed;
  const subject = { text: document.text, service: input.service ?? null, facts, assessment };
  return {
    facts,
    summary: summarize(subject),
    steps: stepsFor({ ...subject, theme: themeOf(findings, facts, assessment.category) }),
    stated: { category: assessment.category, severity: assessment.severity, confidence },
  };
}
