import { z } from "zod";
import { durationText, scoreText, shareText } from "#components/amounts.ts";
import { numberFormat } from "#components/ui/number-format.ts";
import { type PolicyContent, type PolicyModel, policyModelSchema } from "#lib/contracts/policy.ts";
import type { ClockLimits } from "#lib/contracts/review-clocks.ts";
import { severities, tiers } from "#lib/contracts/vocabulary.ts";
import type { Change } from "../change-list.tsx";
import { type PolicyField, plainEntries, routingEntries } from "./policy-fields.ts";

type Value = number | boolean | readonly string[];

/** A value of the policy as a reader wants to see it. */
export function valueText(field: PolicyField, value: Value): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "number") return value.length === 0 ? "none" : value.join(", ");
  if (field.kind !== "number") return String(value);
  switch (field.unit) {
    case "confidence":
      return scoreText(value);
    case "share":
      return shareText(value);
    case "ms":
      return durationText(value);
    case "seconds":
      return value === 0 ? "never" : durationText(value * 1000);
    case "count":
      return numberFormat().format(value);
    case "characters":
      return `${numberFormat().format(value)} characters`;
  }
}

/** A model with what is special about it: "openai:x (disabled, 3 s)". */
function modelText({ model, enabled, timeoutMs, logProbabilities }: PolicyModel): string {
  const special = [
    enabled ? null : "disabled",
    timeoutMs === null ? null : durationText(timeoutMs),
    logProbabilities ? "log-probabilities" : null,
  ].filter((each) => each !== null);
  return special.length === 0 ? model : `${model} (${special.join(", ")})`;
}

const modelsText = (models: readonly PolicyModel[]) =>
  models.length === 0 ? "none" : models.map(modelText).join(" → ");

const clocksText = ({ claimMinutes, decideMinutes }: ClockLimits) =>
  `taken in ${durationText(claimMinutes * 60_000)}, decided in ${durationText(decideMinutes * 60_000)}`;

const candidateText = (candidate: PolicyContent["prompts"]["candidate"]) =>
  candidate === null ? "none" : `${candidate.version}, ${candidate.percent}%`;

interface PolicyLine {
  /** Where it stands in the policy: `routing.escalateBelow`. */
  path: string;
  name: string;
  /** null: this is no value of that place. */
  text: (value: unknown) => string | null;
}

const lineOf = <Value>(
  path: string,
  name: string,
  schema: z.ZodType<Value>,
  say: (value: Value) => string,
): PolicyLine => ({
  path,
  name,
  text: (value) => {
    const { data, success } = schema.safeParse(value);
    return success ? say(data) : null;
  },
});

const valueSchema = z.union([z.number(), z.boolean(), z.array(z.string())]);
const fieldLine = (path: string, field: PolicyField) =>
  lineOf(path, field.name, valueSchema, (value) => valueText(field, value));

/** Everything a policy says, in the order of reading. */
const lines: readonly PolicyLine[] = [
  ...tiers.map((tier) =>
    lineOf(
      `models.${tier}`,
      tier === "cheap" ? "Cheap models" : "Strong models",
      z.array(policyModelSchema),
      modelsText,
    ),
  ),
  ...routingEntries.map(([name, field]) => fieldLine(`routing.${name}`, field)),
  ...plainEntries.map(([name, field]) => fieldLine(name, field)),
  ...severities.map((severity) =>
    lineOf(
      `reviewClocks.${severity}`,
      `Review of ${severity}`,
      z.object({ claimMinutes: z.number(), decideMinutes: z.number() }),
      clocksText,
    ),
  ),
  lineOf("prompts.active", "Prompt in use", z.string().nullable(), (version) => version ?? "built-in"),
  lineOf(
    "prompts.candidate",
    "Prompt for some",
    z.object({ version: z.string(), percent: z.number() }).nullable(),
    candidateText,
  ),
];

/** A value of the policy by its path, named and said in words; null for what is no part of a policy. */
export function policyValueText(path: string, value: unknown): { name: string; text: string | null } | null {
  const line = lines.find((each) => each.path === path);
  return line ? { name: line.name, text: line.text(value) } : null;
}

const valueAt = (content: PolicyContent, path: string): unknown =>
  path.split(".").reduce<unknown>((value, key) => Object(value)[key], content);

/** What differs between two policies, in words. */
export function policyChanges(before: PolicyContent, after: PolicyContent): Change[] {
  return lines.flatMap(({ path, name, text }) => {
    const [then, now] = [text(valueAt(before, path)), text(valueAt(after, path))];
    return then === now ? [] : [{ name, before: then, after: now }];
  });
}
