import { type CalibrationContent, type ThresholdPoint, thresholdNeeds } from "#lib/contracts/calibration.ts";
import { calibratedConfidence, type ReviewedCard, weightOf } from "./reviewed-confidence.ts";

/** Cards of a window with nearly the same confidence. */
interface ConfidenceCount {
  /** In hundredths, 0 to 100. */
  hundredths: number;
  cards: number;
  /** Of these, cards that a human sees for another reason than their confidence. */
  otherwiseReviewed: number;
}

interface History {
  reviewed: readonly ReviewedCard[];
  calibration: CalibrationContent;
  counts: readonly ConfidenceCount[];
  /** How long the counts' window is. */
  days: number;
  /** Share of confident cards that a human sees nevertheless. */
  spotCheckShare: number;
}

/** Thresholds that are offered, in hundredths. */
const offered = Array.from({ length: 51 }, (_, index) => index * 2);

/** Reviewed cards in a tenth of the scale from which it counts as looked at. */
const lookedAtFrom = 5;
const tenthOf = (hundredths: number) => Math.floor(Math.min(99, hundredths) / 10);

/** For each threshold: how right cards above it are expected to be, how many nobody looks at, what people have to do. */
export function thresholdPoints(history: History): ThresholdPoint[] {
  const { reviewed, calibration, counts, days, spotCheckShare } = history;
  const cards = reviewed.map((card) => ({ ...card, confidence: calibratedConfidence(calibration, card) }));
  const all = sumOf(counts);
  const lookedAt = Map.groupBy(cards, ({ confidence }) => tenthOf(Math.round(confidence * 100)));
  const isUnknown = ({ hundredths }: ConfidenceCount) =>
    (lookedAt.get(tenthOf(hundredths))?.length ?? 0) < lookedAtFrom;
  return offered.map((hundredths, index) => {
    const threshold = hundredths / 100;
    const next = (offered[index + 1] ?? 101) / 100;
    const above = counts.filter((each) => each.hundredths >= hundredths);
    const kept = sumOf(above);
    const otherwise = above.reduce((sum, each) => sum + each.otherwiseReviewed, 0);
    const unknown = kept === 0 ? 0 : sumOf(above.filter(isUnknown)) / kept;
    const precision = precisionOf(cards.filter(({ confidence }) => confidence >= threshold));
    // Below the lowest reviewed card nobody knows anything.
    const isWithin = cards.some(({ confidence }) => confidence < next);
    const isKnown = precision.low !== null && precision.n >= thresholdNeeds && isWithin;
    const unseen = (kept - otherwise) * (1 - spotCheckShare);
    return {
      threshold,
      ...precision,
      unknown,
      atLeast: isKnown ? (precision.low ?? 0) * (1 - unknown) : null,
      automated: all === 0 ? 0 : unseen / all,
      reviewsPerDay: (all - unseen) / Math.max(days, 1),
    };
  });
}

const sumOf = (counts: readonly ConfidenceCount[]) => counts.reduce((sum, { cards }) => sum + cards, 0);

/** Of the 95 % interval. */
const z = 1.96;

/**
 * Share of right cards with the interval of Wilson (1927). Cards that stand for many count for fewer than they are:
 * their effective number is (sum of weights)² ÷ sum of squares (Kish, 1965).
 */
function precisionOf(
  cards: readonly ReviewedCard[],
): Pick<ThresholdPoint, "precision" | "low" | "high" | "n"> {
  if (cards.length === 0) return { precision: null, low: null, high: null, n: 0 };
  let weight = 0;
  let squares = 0;
  let hits = 0;
  for (const card of cards) {
    const own = weightOf(card);
    weight += own;
    squares += own ** 2;
    hits += card.right ? own : 0;
  }
  const n = weight ** 2 / squares;
  const share = hits / weight;
  const middle = (share + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  const within = (value: number) => Math.min(1, Math.max(0, value));
  return { precision: share, low: within(middle - half), high: within(middle + half), n: cards.length };
}
