import type { Gate } from "../contracts/eval-gates.ts";
import type { EvalRun } from "../contracts/eval-run.ts";

/**
 * Holds for every run that asks models, whatever the gates of its set say. One card in a hundred is a hiccup of a
 * provider; in a small set it is none.
 */
const modelGate: Gate = {
  check: "at_most",
  measure: "degradedCards",
  value: 0.01,
  why: "What rules answered because models failed is not counted as the model's",
};

type AskedReaders = Pick<EvalRun, "engine" | "models">;

export const asksModels = ({ engine, models }: AskedReaders): boolean =>
  engine !== "rules" && models.length > 0;

/** The gates of a run: those of its set, and where models were asked, that they answered. */
export const gatesOfRun = (gates: readonly Gate[], asked: AskedReaders): Gate[] =>
  asksModels(asked) ? [modelGate, ...gates] : [...gates];
