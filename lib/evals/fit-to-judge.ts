import type { SetMakeup } from "../contracts/eval-set.ts";
import { severities } from "../contracts/vocabulary.ts";

/**
 * The smallest difference that gates speak of is one in a hundred (cards without the model): in fewer cases it is less
 * than a case, so that a gate could not see it. In a hundred, a fault in three of a hundred cards shows up in 95 % of
 * the runs.
 */
export const leastTexts = 100;

/** P0/P1 recall is read first, and its floors are tenths: in fewer cases one of them moves it further than that. */
export const leastUrgent = 10;

/** One odd case does not stand for a level. */
export const leastOfLevel = 5;

const counted = (count: number, thing: string) => `${count} ${thing}${count === 1 ? "" : "s"}`;

/** Why no prompt or policy may be promoted over a set, in words; empty when it is fit to judge. */
export function whyUnfit({ texts, urgent, levels }: SetMakeup): string[] {
  const rare = severities.filter((level) => levels[level] < leastOfLevel);
  return [
    ...(texts < leastTexts
      ? [
          `The set has ${counted(texts, "labelled case")} with different texts; a promotion needs ${leastTexts}, the fewest in which one per cent is a case.`,
        ]
      : []),
    ...(urgent < leastUrgent
      ? [
          `The set has ${counted(urgent, "case")} that must be called P0 or P1; a promotion needs ${leastUrgent}, so that one of them is a tenth of the recall at most.`,
        ]
      : []),
    ...(rare.length > 0
      ? [
          `The set has too few cases for ${rare.map((level) => `${level} (${levels[level]})`).join(", ")}; a promotion needs ${leastOfLevel} of each level, with labels that accept at most one other.`,
        ]
      : []),
  ];
}
