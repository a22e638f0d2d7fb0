import type { Extraction, Facts } from "#lib/contracts/facts.ts";
import { type Card, cardSchemaVersion } from "#lib/contracts/triage.ts";
import type { Environment } from "#lib/contracts/vocabulary.ts";
import { assess } from "./assess.ts";
import { combineConfidence } from "./confidence.ts";
import { verifyFacts } from "./evidence.ts";
import { extractWithRules } from "./rules/extract.ts";

export interface CardInput {
  extraction: Extraction;
  text: string;
  /** What the rules engine made of the same text; asked for here when it is needed and not given. */
  rules?: Extraction | undefined;
  extractor: "model" | "rules";
  /** Said by the sender's system beside the text; needs no quote. */
  environment?: Environment | undefined;
}

export interface BuiltCard {
  card: Card;
  /** The facts that the card rests on. */
  facts: Facts;
  /** Claims of the extractor that the text does not support. */
  unsupported: string[];
}

/** Extraction to card: check the quotes, decide, weigh the confidence. The same input always gives the same card. */
export function buildCard({ extraction, text, rules, extractor, environment }: CardInput): BuiltCard {
  const verified = verifyFacts(extraction.facts, text);
  const facts: Facts = environment
    ? { ...verified.facts, environment: { value: environment, quote: null } }
    : verified.facts;
  const { category, severity, reasons } = assess(facts);
  const confidence =
    extractor === "rules"
      ? combineConfidence({ extractor, facts, category })
      : combineConfidence({
          extractor,
          facts,
          category,
          stated: extraction.stated,
          supported: verified.evidence.length,
          unsupported: verified.unsupported.length,
          rulesCategory: rules?.stated.category ?? null,
        });
  const words =
    extractor === "rules" || isUsable(extraction)
      ? extraction
      : (rules ?? extractWithRules({ text, environment }));
  const card: Card = {
    schemaVersion: cardSchemaVersion,
    category,
    severity,
    summary: words.summary.trim(),
    steps: words.steps.map((step) => step.trim()),
    confidence,
    evidence: verified.evidence,
    reasons,
  };
  return { card, facts, unsupported: verified.unsupported };
}

/** Words for people: a summary that says something and three steps that differ. */
function isUsable({ summary, steps }: Extraction): boolean {
  const plain = steps.map((step) =>
    step
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim(),
  );
  return summary.trim() !== "" && plain.every((step) => step !== "") && new Set(plain).size === 3;
}
