import type { JudgedCase, Outcome } from "./outcome.ts";
import { outcomesOf } from "./outcome.ts";
import type { SetContext } from "./set-context.ts";

/**
 * A measure as sums over cases and what follows from them. Sums of any selection of cases, also of one drawn with
 * repetition, give the measure of that selection; scores and bootstrap intervals come from the same definition.
 */
export interface Measure {
  /** How many sums it keeps. */
  size: number;
  sumsOf: (judged: JudgedCase, context: SetContext) => number[];
  /** null when the cases have no label that it needs. */
  valueFrom: (sums: readonly number[]) => number | null;
}

const ratioOf = ([part = 0, whole = 0]: readonly number[]) => (whole === 0 ? null : part / whole);

/** A ratio of two sums; `count` gives a case's part of both, or null when the measure does not concern it. */
export const ratio = (
  count: (judged: JudgedCase, context: SetContext) => [part: number, whole: number] | null,
): Measure => ({
  size: 2,
  sumsOf: (judged, context) => count(judged, context) ?? [0, 0],
  valueFrom: ratioOf,
});

/** A mean over outcomes of a number; outcomes that have none are left out. */
export const meanOf = (numberOf: (outcome: Outcome, context: SetContext) => number | null): Measure =>
  ratio((judged, context) => {
    const numbers = outcomesOf(judged).flatMap((outcome) => numberOf(outcome, context) ?? []);
    return [numbers.reduce((sum, value) => sum + value, 0), numbers.length];
  });

/** A share of the outcomes that `concerns` picks. */
export const shareOf = (
  concerns: (outcome: Outcome, context: SetContext) => boolean,
  holds: (outcome: Outcome, context: SetContext) => boolean,
): Measure =>
  meanOf((outcome, context) => (concerns(outcome, context) ? (holds(outcome, context) ? 1 : 0) : null));

/** The sums of two or more measures side by side, for a value that needs them all. */
export const combined = (
  parts: readonly Measure[],
  combine: (values: (number | null)[]) => number | null,
): Measure => ({
  size: parts.reduce((sum, { size }) => sum + size, 0),
  sumsOf: (judged, context) => parts.flatMap((part) => part.sumsOf(judged, context)),
  valueFrom: (sums) => {
    let start = 0;
    return combine(
      parts.map((part) => {
        const mine = sums.slice(start, start + part.size);
        start += part.size;
        return part.valueFrom(mine);
      }),
    );
  },
});
