import type { RunbookMatch } from "#lib/contracts/runbooks.ts";
import type { TriageRequest } from "#lib/contracts/triage.ts";
import type { OwnSignals } from "#lib/triage/rules/own-signals.ts";

/** A text, and what the organisation knows to read it by. */
export interface Reading {
  request: TriageRequest;
  own: OwnSignals;
  /** Runbooks that fit, best first. */
  runbooks: RunbookMatch[];
}
