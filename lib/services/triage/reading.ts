import type { CalibrationVersion } from "#lib/contracts/calibration.ts";
import type { RunbookMatch } from "#lib/contracts/runbooks.ts";
import type { TriageRequest } from "#lib/contracts/triage.ts";
import type { OwnSignals } from "#lib/triage/rules/own-signals.ts";

/** A text, and what the organisation knows to read it by. */
export interface Reading {
  request: TriageRequest;
  own: OwnSignals;
  /** What reviewed cards say of confidence; null before the first of it. */
  calibration: CalibrationVersion | null;
  /** Runbooks that fit, best first. */
  runbooks: RunbookMatch[];
}
