import type { Extraction } from "#lib/contracts/facts.ts";
import type { Environment } from "#lib/contracts/vocabulary.ts";
import { assess } from "../assess.ts";
import { combineConfidence } from "../confidence.ts";
import { stepsFor } from "../steps.ts";
import { summarize } from "../summary.ts";
import { readDocument } from "./document.ts";
import { factsFrom } from "./facts-from.ts";
import { findingsIn } from "./findings.ts";
import { themeOf } from "./theme-of.ts";

export interface RulesInput {
  text: string;
  source?: string | undefined;
  service?: string | undefined;
  environment?: Environment | undefined;
}

/**
 * Reads a ticket without a model. Same text, same answer; every quote is a substring of the text; time is linear in
 * the text. Never throws.
 */
export function extractWithRules(input: RulesInput): Extraction {
  const document = readDocument(input.text);
  const findings = findingsIn(document);
  const facts = factsFrom(document, findings);
  const assessment = assess(facts);
  const confidence = combineConfidence({ extractor: "rules", facts, category: assessment.category });
  const subject = { text: input.text, service: input.service ?? null, facts, assessment };
  return {
    facts,
    summary: summarize(subject),
    steps: stepsFor({ ...subject, theme: themeOf(findings, facts, assessment.category) }),
    stated: { category: assessment.category, severity: assessment.severity, confidence },
  };
}
