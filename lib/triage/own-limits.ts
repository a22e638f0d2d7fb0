import type { SeverityLimit } from "#lib/contracts/rules.ts";
import { type Severity, severities } from "#lib/contracts/vocabulary.ts";

/** What the organisation says of how grave a ticket with its words is. */
export interface OwnLimit {
  limit: SeverityLimit;
  phrase: string;
}

const bounds: Record<SeverityLimit, { bound: "at least" | "at most"; level: Severity }> = {
  at_least_P0: { bound: "at least", level: "P0" },
  at_least_P1: { bound: "at least", level: "P1" },
  at_least_P2: { bound: "at least", level: "P2" },
  at_most_P1: { bound: "at most", level: "P1" },
  at_most_P2: { bound: "at most", level: "P2" },
  at_most_P3: { bound: "at most", level: "P3" },
};

/** As people say it: "at least P1". */
export const spokenLimit = (limit: SeverityLimit): string => `${bounds[limit].bound} ${bounds[limit].level}`;

/**
 * The severity within what the organisation says. The graver side wins: "at least" after "at most", and where harm is
 * certain or an attacker is inside, nothing lowers it.
 */
export function withinLimits(
  severity: Severity,
  limits: readonly OwnLimit[],
  isHarmful: boolean,
  reasons: string[],
): Severity {
  const rank = (level: Severity) => severities.indexOf(level);
  let result = severity;
  const apply = (side: "at least" | "at most", moves: (level: Severity) => boolean) => {
    for (const { limit, phrase } of limits) {
      const { bound, level } = bounds[limit];
      if (bound !== side || !moves(level)) continue;
      reasons.push(`own signal "${phrase}", ${spokenLimit(limit)}: ${result} -> ${level}`);
      result = level;
    }
  };
  if (!isHarmful) apply("at most", (level) => rank(level) > rank(result));
  apply("at least", (level) => rank(level) < rank(result));
  return result;
}
