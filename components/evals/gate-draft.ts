import { type MeasureName, measures } from "#lib/contracts/eval-measures.ts";
import type { SetGates } from "#lib/contracts/eval-set.ts";

type Gate = SetGates["gates"][number];

/** A gate as it is typed; what its check does not need is kept, so that choosing back and forth loses nothing. */
export interface GateDraft {
  key: string;
  check: Gate["check"];
  measure: MeasureName;
  /** In the unit that people read: shares in per cent. */
  value: string;
  /** Ids, one a line. */
  cases: string;
  why: string;
}

const factorOf = (measure: MeasureName) => (measures[measure].unit === "share" ? 100 : 1);

/** Without the last digits, which a binary fraction has and nobody typed. */
const rounded = (value: number) => Number(value.toPrecision(12));

export const newDraft = (): GateDraft => ({
  key: crypto.randomUUID(),
  check: "at_least",
  measure: "urgentRecall",
  value: "",
  cases: "",
  why: "",
});

export function draftOf(gate: Gate): GateDraft {
  const draft = { ...newDraft(), check: gate.check, why: gate.why };
  switch (gate.check) {
    case "at_least":
    case "at_most":
      return {
        ...draft,
        measure: gate.measure,
        value: String(rounded(gate.value * factorOf(gate.measure))),
      };
    case "cases_pass":
      return { ...draft, cases: gate.cases.join("\n") };
    case "no_regression":
      return draft;
  }
}

/** What the API is sent; what is not filled in yet is found by its schema. */
export function gateOf({ check, measure, value, cases, why }: GateDraft): unknown {
  switch (check) {
    case "at_least":
    case "at_most": {
      const number = value.trim() === "" ? Number.NaN : Number(value.replace(",", "."));
      return { check, measure, value: rounded(number / factorOf(measure)), why };
    }
    case "cases_pass":
      return { check, cases: cases.split("\n").flatMap((id) => id.trim() || []), why };
    case "no_regression":
      return { check, why };
  }
}
