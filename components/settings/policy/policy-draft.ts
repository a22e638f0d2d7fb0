import {
  type PolicyContent,
  type PolicyModel,
  type PolicyPatch,
  policyChangeSchema,
} from "#lib/contracts/policy.ts";
import type { Tier } from "#lib/contracts/vocabulary.ts";
import { messagesByPath } from "../form-messages.ts";
import {
  type PlainName,
  type PolicyField,
  plainEntries,
  type RoutingName,
  routingEntries,
} from "./policy-fields.ts";

/** A value as it stands in its control. */
export type DraftValue = string | boolean | readonly string[];

export interface DraftModel {
  model: string;
  enabled: boolean;
  /** Empty: as for all models. */
  timeoutMs: string;
  logProbabilities: boolean;
}

/** The policy as it stands in the form: nothing of it has to be right yet. */
export interface PolicyDraft {
  models: Record<Tier, readonly DraftModel[]>;
  routing: Record<RoutingName, DraftValue>;
  plain: Record<PlainName, DraftValue>;
}

const draftValue = (field: PolicyField, value: number | boolean | readonly string[]): DraftValue => {
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value;
  return field.kind === "words" ? value.join("\n") : value;
};

const record = <Name extends string, Value>(entries: [Name, Value][]) =>
  Object.fromEntries(entries) as Record<Name, Value>;

const draftModels = (models: readonly PolicyModel[]): DraftModel[] =>
  models.map(({ model, enabled, timeoutMs, logProbabilities }) => ({
    model,
    enabled,
    timeoutMs: timeoutMs === null ? "" : String(timeoutMs),
    logProbabilities: logProbabilities ?? false,
  }));

/** The form of what is in force. */
export const draftOf = (content: PolicyContent): PolicyDraft => ({
  models: { cheap: draftModels(content.models.cheap), strong: draftModels(content.models.strong) },
  routing: record(
    routingEntries.map(([name, field]) => [name, draftValue(field, content.routing[name])] as const),
  ),
  plain: record(plainEntries.map(([name, field]) => [name, draftValue(field, content[name])] as const)),
});

/** What is no number stays text, which the schema names. */
const numberOf = (text: string): number | string =>
  text.trim() === "" || Number.isNaN(Number(text)) ? text : Number(text);

function parsedValue(field: PolicyField, value: DraftValue): unknown {
  if (typeof value !== "string") return value;
  if (field.kind === "number") return numberOf(value);
  return value
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

const modelsOf = (models: readonly DraftModel[]) =>
  models.map(({ model, enabled, timeoutMs, logProbabilities }) => ({
    model: model.trim(),
    enabled,
    timeoutMs: timeoutMs.trim() === "" ? null : numberOf(timeoutMs),
    // A policy that says nothing of it stays the version it is.
    ...(logProbabilities ? { logProbabilities } : {}),
  }));

const patchSchema = policyChangeSchema.shape.patch;

interface ReadDraft {
  /** What is to be different; null while something is wrong. */
  patch: PolicyPatch | null;
  /** What the policy would say then. */
  content: PolicyContent | null;
  /** What is wrong, by the path of the field: `routing.longFrom`, `models.cheap.0.model`. */
  messages: Record<string, string>;
}

const differs = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);

/** What a form says, judged by the schema of the API. */
export function readDraft({ models, routing, plain }: PolicyDraft, inForce: PolicyContent): ReadDraft {
  const read = patchSchema.safeParse({
    models: { cheap: modelsOf(models.cheap), strong: modelsOf(models.strong) },
    routing: Object.fromEntries(
      routingEntries.map(([name, field]) => [name, parsedValue(field, routing[name])] as const),
    ),
    ...Object.fromEntries(
      plainEntries.map(([name, field]) => [name, parsedValue(field, plain[name])] as const),
    ),
  });
  if (!read.success) return { patch: null, content: null, messages: messagesByPath(read) };
  const content: PolicyContent = {
    ...inForce,
    ...read.data,
    models: { ...inForce.models, ...read.data.models },
    routing: { ...inForce.routing, ...read.data.routing },
  };
  return { patch: patchFrom(inForce, content), content, messages: {} };
}

const changedIn = <Part extends object>(before: Part, after: Part): Partial<Part> =>
  Object.fromEntries(
    Object.entries(after).filter(([name, value]) => differs(value, before[name as keyof Part])),
  ) as Partial<Part>;

/** Only what differs, so that what somebody else changes meanwhile is not taken back. */
function patchFrom(before: PolicyContent, after: PolicyContent): PolicyPatch {
  const models = changedIn(before.models, after.models);
  const routing = changedIn(before.routing, after.routing);
  const { models: _models, routing: _routing, prompts: _prompts, ...plain } = changedIn(before, after);
  return {
    ...plain,
    ...(Object.keys(models).length > 0 ? { models } : {}),
    ...(Object.keys(routing).length > 0 ? { routing } : {}),
  };
}
