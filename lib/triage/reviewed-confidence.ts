import {
  type CalibrationContent,
  type CalibrationVersion,
  type CardCalibration,
  calibrationNeeds,
  categoryNeeds,
  confidenceBandOf,
  type PathCalibration,
  type ReadingPath,
} from "#lib/contracts/calibration.ts";
import { type Category, categories } from "#lib/contracts/vocabulary.ts";
import { fitIsotonic, interpolate } from "./calibration.ts";
import { roundedConfidence } from "./confidence.ts";

/** A card that a human decided on. */
export interface ReviewedCard {
  path: ReadingPath;
  /** As the card had it before anybody corrected it. */
  category: Category;
  /** Before calibration, 0 to 1. */
  stated: number;
  /** The human left the category as it was. */
  right: boolean;
  /** How likely the card was to be put before a human, over 0. */
  reviewShare: number;
}

/** One card of a small sample shall not outvote everything else. */
const weightMax = 50;

/** Cards that stand for others like them: one that had one chance in ten to be looked at stands for ten. */
export const weightOf = ({ reviewShare }: Pick<ReviewedCard, "reviewShare">) =>
  Math.min(weightMax, 1 / reviewShare);

/** What the card itself said counts in each step like so many reviewed cards. */
const statedWeight = 5;

/** Variance of the tendencies of categories around their path's, in log-odds: as a prior, 0.5 either way. */
const shiftVariance = 0.25;

const logit = (share: number) => {
  const kept = Math.min(0.995, Math.max(0.005, share));
  return Math.log(kept / (1 - kept));
};
const logistic = (odds: number) => 1 / (1 + Math.exp(-odds));

/**
 * Learns from reviewed cards what stated confidence is worth: a never falling line for each path, and for each category
 * a shift of it that is the smaller the fewer cards speak for it. A path with too few cards has no line. Pure; the order
 * of the cards does not matter.
 */
export function fitCalibration(cards: readonly ReviewedCard[]): CalibrationContent {
  const content: CalibrationContent = {};
  for (const [path, own] of Map.groupBy(cards, (card) => card.path)) content[path] = fitPath(own);
  return content;
}

function fitPath(cards: readonly ReviewedCard[]): PathCalibration {
  if (cards.length < calibrationNeeds) return { n: cards.length, steps: [], categories: {} };
  // Weights add up to the number of cards, so that shares rest on as much as was really looked at.
  const scale = cards.length / cards.reduce((sum, card) => sum + weightOf(card), 0);
  const weighed = cards.map((card) => ({ ...card, weight: scale * weightOf(card) }));
  const fitted = fitIsotonic(weighed.map((card) => ({ ...card, confidence: card.stated })));
  let least = 0;
  const steps = fitted.map((step) => {
    least = Math.max(least, (step.n * step.right + statedWeight * step.mean) / (step.n + statedWeight));
    return { ...step, right: least };
  });
  const shifts: PathCalibration["categories"] = {};
  for (const category of categories) {
    const own = weighed.filter((card) => card.category === category);
    if (own.length < categoryNeeds) continue;
    shifts[category] = {
      n: own.length,
      shift: shiftOf(own.map((card) => ({ ...card, odds: logit(interpolate(steps, card.stated)) }))),
    };
  }
  return { n: cards.length, steps, categories: shifts };
}

/** The most probable shift of log-odds, by Newton's method; the function has one top, and some steps find it. */
function shiftOf(cards: readonly { odds: number; right: boolean; weight: number }[]): number {
  let shift = 0;
  for (let step = 0; step < 25; step++) {
    let slope = -shift / shiftVariance;
    let curve = -1 / shiftVariance;
    for (const { odds, right, weight } of cards) {
      const expected = logistic(odds + shift);
      slope += weight * ((right ? 1 : 0) - expected);
      curve -= weight * expected * (1 - expected);
    }
    const change = slope / curve;
    shift -= change;
    if (Math.abs(change) < 1e-9) break;
  }
  return shift;
}

export interface StatedCard {
  path: ReadingPath;
  category: Category;
  stated: number;
}

/** How often cards like this one were right; what the card says itself before its path is calibrated. */
export function calibratedConfidence(
  content: CalibrationContent,
  { path, category, stated }: StatedCard,
): number {
  const own = content[path];
  if (!own || own.steps.length === 0) return stated;
  const shift = own.categories[category]?.shift ?? 0;
  return roundedConfidence(logistic(logit(interpolate(own.steps, stated)) + shift));
}

/** The confidence of a new card, with what it rests on; `reviewShare` is known once its review is decided. */
export function calibrateCard(
  calibration: CalibrationVersion | null,
  card: StatedCard,
): Omit<CardCalibration, "reviewShare"> {
  const own = calibration?.content[card.path];
  const confidence = calibratedConfidence(calibration?.content ?? {}, card);
  const ofCategory = own?.categories[card.category];
  const isCalibrated = own !== undefined && own.steps.length > 0;
  return {
    state: isCalibrated ? "calibrated" : "not_calibrated",
    confidence,
    band: confidenceBandOf(confidence),
    stated: card.stated,
    path: card.path,
    basis: isCalibrated ? (ofCategory ? "path_and_category" : "path") : null,
    n: (isCalibrated ? ofCategory?.n : undefined) ?? own?.n ?? 0,
    needed: calibrationNeeds,
    version: calibration?.version ?? null,
  };
}
