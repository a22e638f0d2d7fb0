import type { Gate } from "./eval-gates.ts";
import { measures } from "./eval-measures.ts";
import { measureText } from "./measure-text.ts";

/** A gate as people read it, on runs, sets and terminals alike. */
export function gateText(gate: Gate): string {
  switch (gate.check) {
    case "at_least":
    case "at_most":
      return `${measures[gate.measure].title} ${gate.check === "at_least" ? "at least" : "at most"} ${measureText(gate.measure, gate.value)}`;
    case "cases_pass":
      return `${gate.cases.join(", ")} pass`;
    case "no_regression":
      return "no regression against the baseline";
  }
}
