import type { Measure } from "./measure.ts";
import { isRight, type JudgedCase, outcomesOf } from "./outcome.ts";

const binCount = 10;
/** Of each bin: outcomes, confidence, right ones. */
const sumsPerBin = 3;

export interface CalibrationBin {
  /** Least confidence of the bin. */
  from: number;
  outcomes: number;
  /** Mean of what was claimed, and share of what was true; null in an empty bin. */
  confidence: number | null;
  right: number | null;
}

function binSums(judged: JudgedCase): number[] {
  const sums = new Array<number>(binCount * sumsPerBin).fill(0);
  if (judged.label.category === undefined) return sums;
  for (const outcome of outcomesOf(judged)) {
    if (!outcome.prediction) continue;
    const { confidence } = outcome.prediction;
    const start = Math.min(binCount - 1, Math.floor(confidence * binCount)) * sumsPerBin;
    const add = (offset: number, value: number) => {
      sums[start + offset] = (sums[start + offset] ?? 0) + value;
    };
    add(0, 1);
    add(1, confidence);
    add(2, isRight(outcome) ? 1 : 0);
  }
  return sums;
}

/** Outcomes by confidence in ten bins, each with what was claimed and what was true. */
export function calibrationBins(cases: readonly JudgedCase[]): CalibrationBin[] {
  const all = cases.map(binSums);
  const sumAt = (index: number) => all.reduce((sum, sums) => sum + (sums[index] ?? 0), 0);
  return Array.from({ length: binCount }, (_, bin) => {
    const [outcomes, confidence, right] = [0, 1, 2].map((offset) => sumAt(bin * sumsPerBin + offset));
    return {
      from: bin / binCount,
      outcomes: outcomes ?? 0,
      confidence: outcomes ? (confidence ?? 0) / outcomes : null,
      right: outcomes ? (right ?? 0) / outcomes : null,
    };
  });
}

/** Expected calibration error: the gap between claim and truth in each bin, weighted by the bins' sizes. */
export const expectedCalibrationError: Measure = {
  size: binCount * sumsPerBin,
  sumsOf: binSums,
  valueFrom: (sums) => {
    let total = 0;
    let gaps = 0;
    for (let start = 0; start < sums.length; start += sumsPerBin) {
      total += sums[start] ?? 0;
      gaps += Math.abs((sums[start + 1] ?? 0) - (sums[start + 2] ?? 0));
    }
    return total === 0 ? null : gaps / total;
  },
};
