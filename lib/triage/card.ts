import type { AnswerLikelihood } from "#lib/contracts/calibration.ts";
import type { Extraction, Facts } from "#lib/contracts/facts.ts";
import { type Card, cardSchemaVersion, type Evidence } from "#lib/contracts/triage.ts";
import type { Environment } from "#lib/contracts/vocabulary.ts";
import { type Assessment, assess } from "./assess.ts";
import { combineConfidence, likelihoodReason } from "./confidence.ts";
import { verifyFacts } from "./evidence.ts";
import { type ReplacedStep, repairSteps } from "./repair-steps.ts";
import { extractWithRules, limitsIn } from "./rules/extract.ts";
import type { OwnSignals } from "./rules/own-signals.ts";
import { type Steering, steeringIn, withoutSteering } from "./rules/steering.ts";
import { stepsFor } from "./steps.ts";

export interface CardInput {
  extraction: Extraction;
  text: string;
  /** What the rules engine made of the same text; asked for here when it is needed and not given. */
  rules?: Extraction | undefined;
  extractor: "model" | "rules";
  /** How likely the model found what it states; absent or null where it does not tell. */
  likelihood?: AnswerLikelihood | null | undefined;
  /** Said by the sender's system beside the text; needs no quote. */
  environment?: Environment | undefined;
  /** Name of the service as the sender gave it. */
  service?: string | undefined;
  /** A step that reads the runbook that fits, for the place of a step nobody can act on. */
  runbookStep?: string | null | undefined;
  /** What the organisation taught the rules engine. */
  own?: OwnSignals | undefined;
}

export interface BuiltCard {
  card: Card;
  /** The facts that the card rests on. */
  facts: Facts;
  /** Claims of the extractor that the text does not support. */
  unsupported: string[];
  /** How many of the rubric's eight checks each step meets. */
  stepScores: number[];
  /** Steps of the extractor that nobody could act on, and what took their place. */
  replacedSteps: (ReplacedStep & { by: "runbook" | "rules" })[];
}

/** A character that no quote holds. */
const unquotable = "\uFFFF";
const steeringShown = 3;
const quoteMaxCharacters = 200;

const steered = (text: string, { start, end }: Steering): Evidence => ({
  fact: "steering",
  value: "ignored",
  quote: text
    .slice(start, Math.min(end, start + quoteMaxCharacters))
    .trim()
    .toWellFormed(),
});

/** Extraction to card: check the quotes, decide, weigh the confidence. The same input always gives the same card. */
export function buildCard(input: CardInput): BuiltCard {
  const { extraction, text, rules, extractor, environment, service, own } = input;
  const steering = steeringIn(text);
  // What tells the reader what to answer is no evidence, whoever read the text.
  const verified = verifyFacts(extraction.facts, withoutSteering(text, steering, unquotable));
  const attempts = steering.filter(({ takeover }) => takeover);
  const facts: Facts = environment
    ? { ...verified.facts, environment: { value: environment, quote: null } }
    : verified.facts;
  const assessment = assess(facts, limitsIn(text, own));
  const { category, severity } = assessment;
  const likelihood = input.likelihood ?? null;
  const reasons = [...assessment.reasons, ...likelihoodReason(extraction.stated, likelihood)];
  const confidence =
    extractor === "rules"
      ? combineConfidence({ extractor, facts, category, stated: extraction.stated })
      : combineConfidence({
          extractor,
          facts,
          category,
          stated: extraction.stated,
          likelihood: likelihood?.category ?? null,
          supported: verified.evidence.length,
          unsupported: verified.unsupported.length,
          rulesCategory: rules?.stated.category ?? null,
        });
  const words =
    extractor === "rules" || isUsable(extraction)
      ? extraction
      : (rules ?? extractWithRules({ text, environment, own }));
  const stated = words.steps.map((step) => step.trim());
  const { runbookStep } = input;
  const fromRunbook = runbookStep ? [runbookStep, runbookStep, runbookStep] : [];
  const substitutes = () => [...fromRunbook, ...substituteSteps(input, facts, assessment)];
  const known = service === undefined ? [] : [service];
  const { steps, scores, replaced } = repairSteps(stated, substitutes, { text, category, known });
  const card: Card = {
    schemaVersion: cardSchemaVersion,
    category,
    severity,
    summary: words.summary.trim(),
    steps,
    confidence,
    evidence: [
      ...verified.evidence,
      ...attempts.slice(0, steeringShown).map((attempt) => steered(text, attempt)),
    ],
    reasons:
      attempts.length > 0
        ? [...reasons, "part of the text tells the reader what to answer; it was not read"]
        : reasons,
  };
  const replacedSteps = replaced.map((each) => ({
    ...each,
    by: steps[each.place] === runbookStep ? ("runbook" as const) : ("rules" as const),
  }));
  return { card, facts, unsupported: verified.unsupported, stepScores: scores, replacedSteps };
}

/** Steps to take the place of those that nobody can act on: the rules engine's own, for the card's category. */
function substituteSteps(
  { text, rules, service, environment, own }: CardInput,
  facts: Facts,
  assessment: Assessment,
) {
  const { category } = assessment;
  const read = rules ?? extractWithRules({ text, service, environment, own });
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
