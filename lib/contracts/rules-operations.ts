import { define, idParams, type Operation } from "./operation.ts";
import {
  explainRequestSchema,
  explanationSchema,
  newSignalSchema,
  signalChangeSchema,
  signalListSchema,
  signalSchema,
  signalsMax,
} from "./rules.ts";

export const explainTextOperation = define({
  method: "POST",
  path: "/api/v1/rules/explain",
  id: "explainText",
  summary: "See what the rules engine makes of a text, signal by signal",
  description:
    "Which words were recognised, what they show, what they weigh and how that moved category and severity. Nothing is stored.",
  scope: "triage:read",
  body: explainRequestSchema,
  answer: explanationSchema,
  success: "The explanation",
});

export const listSignalsOperation = define({
  method: "GET",
  path: "/api/v1/signals",
  id: "listSignals",
  summary: "List the organisation's own signals",
  description: `Newest first, disabled ones included; there are at most ${signalsMax}.`,
  scope: "admin",
  answer: signalListSchema,
  success: "All signals",
});

export const addSignalOperation = define({
  method: "POST",
  path: "/api/v1/signals",
  id: "addSignal",
  summary: "Teach the rules engine a signal",
  description:
    "Counts for tickets within some seconds, on every replica. Cards of the time before are not reused after it.",
  scope: "admin",
  body: newSignalSchema,
  answer: signalSchema,
  success: "The signal",
});

export const changeSignalOperation = define({
  method: "POST",
  path: "/api/v1/signals/{id}",
  id: "changeSignal",
  summary: "Turn a signal on or off",
  scope: "admin",
  params: idParams("sig"),
  body: signalChangeSchema,
  answer: signalSchema,
  success: "The signal",
});

/** Operations on the rules engine and the organisation's own signals. */
export const rulesOperations: readonly Operation[] = [
  explainTextOperation,
  listSignalsOperation,
  addSignalOperation,
  changeSignalOperation,
];
