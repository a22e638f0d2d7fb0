import type { Facts } from "#lib/contracts/facts.ts";
import { type Category, type Severity, severities } from "#lib/contracts/vocabulary.ts";
import { supportOf } from "./category-support.ts";
import { fits } from "./fits.ts";
import { type OwnLimit, withinLimits } from "./own-limits.ts";
import {
  type Impact,
  impactCeilings,
  impactRows,
  impacts,
  levelPriors,
  type Row,
  severityMatrix,
  supportNeeded,
  tieOrder,
  type Urgency,
  urgencies,
  urgencyCeilings,
  urgencyRows,
} from "./policy.ts";

export interface Assessment {
  category: Category;
  severity: Severity;
  impact: Impact;
  urgency: Urgency;
  /** The rows that fired, in the order in which they were applied. */
  reasons: string[];
}

/**
 * Facts in, verdict out, within what the organisation's own signals say of the severity. The same facts always give
 * the same assessment; never throws.
 */
export function assess(facts: Facts, limits: readonly OwnLimit[] = []): Assessment {
  const told = assessFacts(facts);
  if (limits.length === 0) return told;
  const reasons = [...told.reasons];
  return { ...told, severity: withinLimits(told.severity, limits, isHarmful(facts), reasons), reasons };
}

function assessFacts(facts: Facts): Assessment {
  const kind = facts.kind.value;
  if (kind !== "incident" && !isHarmful(facts)) {
    const reasons = [`kind ${kind} -> unknown, P3: nothing is broken`];
    return { category: "unknown", severity: "P3", impact: "narrow", urgency: "later", reasons };
  }
  const reasons = kind === "incident" ? [] : [`a ${kind} that shows harm counts as an incident`];

  const category = categoryOf(facts, reasons);
  const impact = limited(facts, highest(facts, impactRows, impacts, reasons, "impact"), {
    order: impacts,
    rows: isHarmful(facts) ? [] : impactCeilings,
    reasons,
  });
  const urgency = limited(facts, highest(facts, urgencyRows, urgencies, reasons, "urgency"), {
    order: urgencies,
    rows: urgencyCeilings,
    reasons,
  });

  const fromMatrix = severityMatrix[impact][urgency];
  reasons.push(`impact ${impact} x urgency ${urgency} -> ${fromMatrix}`);
  return { category, severity: withPrior(facts, fromMatrix, reasons), impact, urgency, reasons };
}

/** An attacker inside or harm that is certain: no ceiling and no "it is only a question" applies. */
export function isHarmful(facts: Facts): boolean {
  return (
    facts.attack.value === "active" ||
    facts.harms.some((harm) => harm.certainty === "confirmed" && harm.value !== "data_wrong")
  );
}

function categoryOf(facts: Facts, reasons: string[]): Category {
  const support = supportOf(facts);
  const best = tieOrder.reduce((leader, category) =>
    support[category] > support[leader] ? category : leader,
  );
  if (support[best] < supportNeeded) {
    reasons.push(`category unknown: too little in the text speaks for one (support ${support[best]})`);
    return "unknown";
  }
  const tied = tieOrder.filter((category) => category !== best && support[category] === support[best]);
  reasons.push(
    tied.length > 0
      ? `category ${best}: equal support for ${tied.join(" and ")} (${support[best]}), ${best} goes first`
      : `category ${best}: most support (${support[best]})`,
  );
  return best;
}

function highest<Level extends string>(
  facts: Facts,
  rows: readonly Row<Level>[],
  order: readonly [Level, ...Level[]],
  reasons: string[],
  name: string,
): Level {
  let winner: Row<Level> | undefined;
  for (const row of rows) {
    if (fits(row.when, facts) && (!winner || order.indexOf(row.gives) > order.indexOf(winner.gives)))
      winner = row;
  }
  const level = winner?.gives ?? order[0];
  reasons.push(`${name} ${level}: ${winner?.because ?? "nothing raises it"}`);
  return level;
}

function limited<Level extends string>(
  facts: Facts,
  level: Level,
  ceiling: { order: readonly Level[]; rows: readonly Row<Level>[]; reasons: string[] },
): Level {
  let result = level;
  for (const row of ceiling.rows) {
    if (ceiling.order.indexOf(row.gives) < ceiling.order.indexOf(result) && fits(row.when, facts)) {
      ceiling.reasons.push(`${row.because} (${result} -> ${row.gives})`);
      result = row.gives;
    }
  }
  return result;
}

function withPrior(facts: Facts, severity: Severity, reasons: string[]): Severity {
  for (const prior of levelPriors) {
    const moreSevere = severities.indexOf(prior.gives) < severities.indexOf(severity);
    const moves = prior.bound === "at_least" ? moreSevere : prior.gives !== severity && !moreSevere;
    if (moves && fits(prior.when, facts)) {
      reasons.push(`${prior.because}: ${severity} -> ${prior.gives}`);
      return prior.gives;
    }
  }
  return severity;
}
