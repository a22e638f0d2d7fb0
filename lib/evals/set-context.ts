import { incidentGroups } from "./incident-groups.ts";
import type { JudgedCase, Prediction } from "./outcome.ts";

/** What some measures have to know of the other cases of the set. */
export interface SetContext {
  /** The incident of a case; null for an id that is no case. */
  incidentOf: (id: string) => string | null;
  namesDuplicates: boolean;
  namesRunbooks: boolean;
  /** What the run said about a case in a repeat. */
  saidOf: (caseId: string, repeat: number) => Prediction | null;
  has: (caseId: string) => boolean;
}

export function setContextOf(cases: readonly JudgedCase[]): SetContext {
  const byId = new Map(cases.map((judged) => [judged.label.id, judged.predictions]));
  return {
    incidentOf: incidentGroups(cases.map(({ label }) => label)),
    namesDuplicates: cases.some(({ label }) => label.dup_of),
    namesRunbooks: cases.some(({ label }) => label.runbook),
    saidOf: (caseId, repeat) => byId.get(caseId)?.find((said) => said.repeat === repeat) ?? null,
    has: (caseId) => byId.has(caseId),
  };
}
