import type { PolicyContent, RoutingPolicy } from "#lib/contracts/policy.ts";
import { categories, environments, severities } from "#lib/contracts/vocabulary.ts";

/** What a value is, and so how it is shown and changed. */
type Kind =
  | { kind: "number"; unit: "confidence" | "share" | "ms" | "seconds" | "count" | "characters" }
  | { kind: "switch" }
  | { kind: "choices"; options: readonly string[] }
  | { kind: "words" };

export type PolicyField = Kind & { name: string; hint: string };

export type PlainName = Exclude<keyof PolicyContent, "models" | "routing" | "prompts" | "reviewClocks">;
export type RoutingName = keyof RoutingPolicy;

/** How the strong tier comes to read a ticket, in the order of reading. */
const routingFields: Record<RoutingName, PolicyField> = {
  strongServices: {
    kind: "words",
    name: "Services always read by strong models",
    hint: "One a line, as senders name them",
  },
  strongSeverities: {
    kind: "choices",
    options: severities,
    name: "Severities for strong models",
    hint: "When rules or a cheap model point to them",
  },
  strongCategories: {
    kind: "choices",
    options: categories,
    name: "Categories for strong models",
    hint: "When rules or a cheap model point to them",
  },
  strongOnHarm: {
    kind: "switch",
    name: "Harm is for strong models",
    hint: "Data that is lost or exposed, and lost money",
  },
  criticalIn: {
    kind: "choices",
    options: environments,
    name: "Critical in",
    hint: "Environments in which a ticket can be critical; where nobody names one, it can",
  },
  startStrongFrom: {
    kind: "number",
    unit: "confidence",
    name: "Rules are believed from",
    hint: "Confidence of the rules from which what they call critical goes to a strong model at once",
  },
  escalateBelow: {
    kind: "number",
    unit: "confidence",
    name: "Ask a strong model below",
    hint: "Confidence of a cheap card",
  },
  disagreementFrom: {
    kind: "number",
    unit: "confidence",
    name: "Disagreement counts from",
    hint: "Confidence of the rules from which a cheap card that differs is looked at again",
  },
  unsupportedFrom: {
    kind: "number",
    unit: "count",
    name: "Unsupported claims from",
    hint: "Claims of a cheap card that are not in the text",
  },
  longFrom: { kind: "number", unit: "characters", name: "A text is long from", hint: "In characters" },
  strongOnMixed: {
    kind: "switch",
    name: "Mixed texts are ambiguous",
    hint: "Such as prose with a stack trace",
  },
  strongOnSteering: {
    kind: "switch",
    name: "Steering texts are ambiguous",
    hint: "Texts that tell the reader what to answer",
  },
};

/** Limits, thresholds and times. */
const plainFields: Record<PlainName, PolicyField> = {
  attemptTimeoutMs: {
    kind: "number",
    unit: "ms",
    name: "Time for one model call",
    hint: "In milliseconds, to its last byte; a model may have a limit of its own",
  },
  maxModelCalls: { kind: "number", unit: "count", name: "Model calls for a ticket", hint: "1 to 3" },
  cacheTtlSeconds: {
    kind: "number",
    unit: "seconds",
    name: "A card is reused for",
    hint: "In seconds, for the same incident",
  },
  reviewBelow: {
    kind: "number",
    unit: "confidence",
    name: "Humans see cards below",
    hint: "Review threshold shows what another value means before it is saved",
  },
  spotCheckShare: {
    kind: "number",
    unit: "share",
    name: "Spot checks",
    hint: "Share of confident cards that humans see nevertheless, 0 to 0.5",
  },
};

const entriesOf = <Name extends string>(fields: Record<Name, PolicyField>) =>
  Object.entries(fields) as [Name, PolicyField][];

export const routingEntries = entriesOf(routingFields);
export const plainEntries = entriesOf(plainFields);
