import type { Facts } from "#lib/contracts/facts.ts";
import { type Assessment, assess } from "../assess.ts";
import { type Document, readDocument } from "./document.ts";
import { factsFrom } from "./facts-from.ts";
import { type Finding, findingsIn } from "./findings.ts";
import type { OwnSignals } from "./own-signals.ts";
import { settle } from "./settle.ts";
import { severitySignalsOf } from "./severity-signals.ts";
import { type Signal, signalsOf } from "./signals.ts";
import { type Steering, steeringIn, withoutSteering } from "./steering.ts";
import type { Shares } from "./weigh.ts";
import { type Word, wordsOf } from "./words.ts";

/** What is seen in a text before anything is weighed. */
export interface Recognised {
  /** Without what tells the reader what to answer. */
  document: Document;
  steering: Steering[];
  findings: Finding[];
  words: Word[];
  /** As the phrases tell them. */
  told: Facts;
  /** What speaks for a category. */
  signals: Signal[];
}

/** Linear in the text; never throws. */
export function recognise(text: string, own: OwnSignals): Recognised {
  const steering = steeringIn(text);
  const document = readDocument(withoutSteering(text, steering));
  const findings = findingsIn(document, own);
  const words = wordsOf(document);
  const told = factsFrom(document, findings);
  return { document, steering, findings, words, told, signals: signalsOf(document, findings, told, words) };
}

/** Facts that lead to the likeliest category, where they lead by policy, and what speaks for a severity. */
export interface Sorted {
  facts: Facts;
  byPolicy: Assessment;
  severitySignals: Signal[];
}

export function sortBy(shares: Shares, { document, findings, words, told }: Recognised): Sorted {
  const facts = settle(document, findings, words, told, shares);
  const byPolicy = assess(facts);
  return {
    facts,
    byPolicy,
    severitySignals: severitySignalsOf(document, findings, facts, byPolicy, shares, words),
  };
}
