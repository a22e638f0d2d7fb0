/** What the simulator can do wrong. One list; scripts and model names use the same words. */

/** Faults of the model: the HTTP answer is in order, what the model wrote is not. */
const contentFaults = [
  "fenced",
  "trailing-text",
  "extra-fields",
  "broken-content",
  "prose",
  "nulls",
  "wrong-enum",
  "two-steps",
  "empty",
  "array",
  "truncated",
  "cut-answer",
  "refusal",
] as const;
export type ContentFault = (typeof contentFaults)[number];

/** Faults of the connection or of whatever stands between. */
const transportFaults = [
  "silent",
  "headers-then-silence",
  "drip",
  "cut-body",
  "reset",
  "malformed-envelope",
  "html",
  "huge",
  "error-in-200",
] as const;
export type TransportFault = (typeof transportFaults)[number];

/** Refusals that differ from provider to provider in more than the number. */
const namedRefusals = [
  "retry-in-body",
  "quota-exhausted",
  "bad-key",
  "reject-schema",
  "reject-logprobs",
] as const;
export type NamedRefusal = (typeof namedRefusals)[number];

/** How a header says when to come back. */
const adviceForms = ["seconds", "date", "ms"] as const;
export type AdviceForm = (typeof adviceForms)[number];

export type Fault =
  | { kind: "content"; name: ContentFault }
  | { kind: "transport"; name: TransportFault }
  | { kind: "refusal"; name: NamedRefusal }
  | { kind: "status"; status: number; advice: AdviceForm | null };

const isOneOf = <Name extends string>(names: readonly Name[], name: string): name is Name =>
  names.some((known) => known === name);

const refusedStatus = /^status-(?<status>[45]\d\d)$/;
const advisedStatus = /^retry-after-(?<form>[a-z]+)(?:-(?<status>[45]\d\d))?$/;

/**
 * Reads `fenced`, `silent`, `quota-exhausted`, `status-503`, `retry-after-date` (with 429) and `retry-after-date-503`;
 * null when there is no such fault.
 */
export function parseFault(name: string): Fault | null {
  if (isOneOf(contentFaults, name)) return { kind: "content", name };
  if (isOneOf(transportFaults, name)) return { kind: "transport", name };
  if (isOneOf(namedRefusals, name)) return { kind: "refusal", name };
  const refused = refusedStatus.exec(name)?.groups;
  if (refused) return { kind: "status", status: Number(refused.status), advice: null };
  const { form = "", status = 429 } = advisedStatus.exec(name)?.groups ?? {};
  return isOneOf(adviceForms, form) ? { kind: "status", status: Number(status), advice: form } : null;
}
