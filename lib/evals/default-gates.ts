import type { Gate } from "../contracts/eval-gates.ts";

/** Gates of a set that is made in the console: the schema stays stable, severity does not drift, steps stay actionable. */
export const gatesForNewSets: readonly Gate[] = [
  {
    check: "at_least",
    measure: "validCards",
    value: 1,
    why: "The schema stays stable: whoever reads cards today can read these",
  },
  {
    check: "at_most",
    measure: "severityTooLow",
    value: 0.12,
    why: "Severity does not drift to the dangerous side",
  },
  {
    check: "at_least",
    measure: "actionableSteps",
    value: 0.9,
    why: "Steps stay actionable: at least six of the rubric's eight checks",
  },
  {
    check: "no_regression",
    why: "Nothing that people rely on gets worse than it was in the baseline",
  },
];
