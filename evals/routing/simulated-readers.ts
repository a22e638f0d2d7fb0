import type { EvalCase } from "#lib/contracts/eval-case.ts";
import {
  type Category,
  categories,
  type Severity,
  severities,
  type Tier,
} from "#lib/contracts/vocabulary.ts";
import type { AnswerSignals } from "#lib/gateway/router.ts";

/**
 * Models that err in known ways, so that it can be counted which of their errors the router finds. They see the label,
 * and the dice decide what they make of it.
 */

interface Habits {
  /** Share of wrong categories on an ordinary text; more on hard ones. */
  wrongCategory: number;
  /** Share of severities outside the accepted band. */
  wrongSeverity: number;
  /** Of those, how many are too low; the rest is too high. */
  tooLow: number;
  /** Claims without words in the text, on average, when the verdict is right and when it is wrong. */
  unsupported: { right: number; wrong: number };
}

const habits: Record<Tier, Habits> = {
  cheap: { wrongCategory: 0.12, wrongSeverity: 0.12, tooLow: 0.7, unsupported: { right: 0.3, wrong: 1 } },
  strong: { wrongCategory: 0.04, wrongSeverity: 0.04, tooLow: 0.5, unsupported: { right: 0.1, wrong: 0.4 } },
};

/** Long texts, and those about which sensible people differ, are read worse. */
const hardFactor = 1.8;
const hardFrom = 3_000;
const isHard = ({ text, category_alt }: EvalCase) => text.length >= hardFrom || category_alt.length > 0;

/** What a model says of its confidence: right and wrong answers overlap widely. */
const confidences = { right: { mean: 0.82, spread: 0.13 }, wrong: { mean: 0.68, spread: 0.17 } };
/** The same for answers whose errors cannot be seen in what the model says of itself. */
const blindConfidence = { mean: 0.79, spread: 0.15 };

export interface ReaderOptions {
  /** The model's confidence and its unsupported claims say nothing about whether it is right. */
  blind: boolean;
}

const isSevere = (severity: Severity) => severities.indexOf(severity) <= 1;

/** Sum of uniform draws: near enough to a bell. */
const bell = (random: () => number) => (random() + random() + random() - 1.5) / 0.5;
const within = (value: number) => Math.min(0.98, Math.max(0.05, value));

function another<Value>(values: readonly Value[], random: () => number): Value {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error("There is something to choose from.");
  return value;
}

const bandOf = ({ severity_min = "P2", severity_max = severity_min }: EvalCase): [number, number] => [
  severities.indexOf(severity_min),
  severities.indexOf(severity_max),
];

function severityOf(one: EvalCase, isWrong: boolean, tooLow: number, random: () => number): Severity {
  const [first, last] = bandOf(one);
  const accepted = severities.slice(first, last + 1);
  if (!isWrong) return another(accepted, random);
  const lower = severities.slice(last + 1);
  const higher = severities.slice(0, first);
  const preferred = random() < tooLow ? lower : higher;
  const wrong = preferred.length > 0 ? preferred : lower.length > 0 ? lower : higher;
  return wrong.length > 0 ? another(wrong, random) : another(accepted, random);
}

/** What a model of a tier makes of a case. */
export function readCase(
  one: EvalCase,
  tier: Tier,
  random: () => number,
  { blind }: ReaderOptions,
): AnswerSignals {
  const { wrongCategory, wrongSeverity, tooLow, unsupported } = habits[tier];
  const factor = isHard(one) ? hardFactor : 1;
  const accepted: Category[] = [one.category ?? "unknown", ...one.category_alt];
  const errsInCategory = random() < wrongCategory * factor;
  const errsInSeverity = random() < wrongSeverity * factor;
  const category = errsInCategory
    ? another(
        categories.filter((each) => !accepted.includes(each)),
        random,
      )
    : (one.category ?? "unknown");
  const severity = severityOf(one, errsInSeverity, tooLow, random);
  const errs = errsInCategory || errsInSeverity;
  const { mean, spread } = blind ? blindConfidence : errs ? confidences.wrong : confidences.right;
  const claims = unsupported[errs && !blind ? "wrong" : "right"];
  return {
    category,
    severity,
    confidence: within(mean + spread * bell(random)),
    harm: isSevere(severity) && category === "data" && random() < 0.5,
    unsupported: Math.floor(-Math.log(1 - random()) * claims + 0.3),
  };
}
