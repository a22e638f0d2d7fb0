import type { Extraction, Facts } from "#lib/contracts/facts.ts";
import type { Environment } from "#lib/contracts/vocabulary.ts";
import { assess } from "../assess.ts";
import { stepsFor } from "../steps.ts";
import { summarize } from "../summary.ts";
import { confidenceOf } from "./confidence-of.ts";
import { type Document, readDocument } from "./document.ts";
import { factsFrom } from "./facts-from.ts";
import { type Finding, findingsIn } from "./findings.ts";
import { noOwnSignals, type OwnSignals } from "./own-signals.ts";
import { settle } from "./settle.ts";
import { type Signal, signalsOf } from "./signals.ts";
import { type Steering, steeringIn, withoutSteering } from "./steering.ts";
import { themeOf } from "./theme-of.ts";
import { calibration, type Shares, weigh } from "./weigh.ts";

export interface RulesInput {
  text: string;
  source?: string | undefined;
  service?: string | undefined;
  environment?: Environment | undefined;
  /** What the organisation taught the engine. */
  own?: OwnSignals | undefined;
}

/** Everything the engine makes of a text on its way to the facts. */
export interface Reading {
  document: Document;
  steering: Steering[];
  findings: Finding[];
  signals: Signal[];
  /** How likely each category is. */
  shares: Shares;
  facts: Facts;
}

/** Everything up to the facts; what tells the reader what to answer is not read. */
export function readWithRules(text: string, own: OwnSignals = noOwnSignals): Reading {
  const steering = steeringIn(text);
  const document = readDocument(withoutSteering(text, steering));
  const findings = findingsIn(document, own);
  const told = factsFrom(document, findings);
  const signals = signalsOf(document, findings, told);
  const shares = weigh(signals);
  const facts = settle(document, findings, told, shares);
  return { document, steering, findings, signals, shares, facts };
}

/**
 * Reads a ticket without a model. Same text, same answer; every quote is a substring of the text; time is linear in
 * the text. Never throws.
 */
export function extractWithRules(input: RulesInput): Extraction {
  const { document, findings, facts, shares } = readWithRules(input.text, input.own);
  const assessment = assess(facts);
  const confidence = confidenceOf(calibration, shares[assessment.category]);
  const subject = { text: document.text, service: input.service ?? null, facts, assessment };
  return {
    facts,
    summary: summarize(subject),
    steps: stepsFor({ ...subject, theme: themeOf(findings, facts, assessment.category) }),
    stated: { category: assessment.category, severity: assessment.severity, confidence },
  };
}
