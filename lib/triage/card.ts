import type { Extraction, Facts } from "#lib/contracts/facts.ts";
import { type Card, cardSchemaVersion } from "#lib/contracts/triage.ts";
import type { Environment } from "#lib/contracts/vocabulary.ts";
import { type Assessment, assess } from "./assess.ts";
import { combineConfidence } from "./confidence.ts";
import { verifyFacts } from "./evidence.ts";
import { repairSteps } from "./repair-steps.ts";
import { extractWithRules } from "./rules/extract.ts";
import { stepsFor } from "./steps.ts";

export interface CardInput {
  extraction: Extraction;
  text: string;
  /** What the rules engine made of the same text; asked for here when it is needed and not given. */
  rules?: Extraction | undefined;
  extractor: "model" | "rules";
  /** Said by the sender's system beside the text; needs no quote. */
  environment?: Environment | undefined;
  /** Name of the service as the sender gave it. */
  service?: string | undefined;
}

export interface BuiltCard {
  card: Card;
  /** The facts that the card rests on. */
  facts: Facts;
  /** Claims of the extractor that the text does not support. */
  unsupported: string[];
  /** How many of the rubric's eight checks each step meets. */
  stepScores: number[];
}

/** Extraction to card: check the quotes, decide, weigh the confidence. The same input always gives the same card. */
export function buildCard(input: CardInput): BuiltCard {
  const { extraction, text, rules, extractor, environment, service } = input;
  const verified = verifyFacts(extraction.facts, text);
  const facts: Facts = environment
    ? { ...verified.facts, environment: { value: environment, quote: null } }
    : verified.facts;
  const assessment = assess(facts);
  const { category, severity, reasons } = assessment;
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
  const stated = words.steps.map((step) => step.trim());
  const substitutes = () => substituteSteps(input, facts, assessment);
  const known = service === undefined ? [] : [service];
  const { steps, scores } = repairSteps(stated, substitutes, { text, category, known });
  const card: Card = {
    schemaVersion: cardSchemaVersion,
    category,
    severity,
    summary: words.summary.trim(),
    steps,
    confidence,
    evidence: verified.evidence,
    reasons,
  };
  return { card, facts, unsupported: verified.unsupported, stepScores: scores };
}

/** Steps to take the place of those that nobody can act on: the rules engine's own, for the card's category. */
function substituteSteps(
  { text, rules, service, environment }: CardInput,
  facts: Facts,
  assessment: Assessment,
) {
  const { category } = assessment;
  const read = rules ?? extractWithRules({ text, service, environment });
  if (read.stated.category === category) return read.steps;
  const theme =
    category !== "unknown" ? category : facts.kind.value === "incident" ? "vague" : facts.kind.value;
  return stepsFor({ text, service: service ?? null, facts, assessment, theme });
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
