import { shareText } from "#components/dashboard/numbers.ts";
import type { PolicyContent, PolicyModel } from "#lib/contracts/policy.ts";
import { tiers } from "#lib/contracts/vocabulary.ts";
import { durationText } from "../amounts.ts";
import type { Change } from "../change-list.tsx";
import { type PolicyField, plainEntries, routingEntries } from "./policy-fields.ts";

type Value = number | boolean | readonly string[];

const count = new Intl.NumberFormat("en");

/** A value of the policy as a reader wants to see it. */
export function valueText(field: PolicyField, value: Value): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value !== "number") return value.length === 0 ? "none" : value.join(", ");
  if (field.kind !== "number") return String(value);
  switch (field.unit) {
    case "confidence":
      return value.toFixed(2);
    case "share":
      return shareText(value);
    case "ms":
      return durationText(value);
    case "seconds":
      return value === 0 ? "never" : durationText(value * 1000);
    case "count":
      return count.format(value);
    case "characters":
      return `${count.format(value)} characters`;
  }
}

/** A model with what is special about it: "openai:x (disabled, 3 sec)". */
function modelText({ model, enabled, timeoutMs }: PolicyModel): string {
  const special = [enabled ? null : "disabled", timeoutMs === null ? null : durationText(timeoutMs)].filter(
    (each) => each !== null,
  );
  return special.length === 0 ? model : `${model} (${special.join(", ")})`;
}

const modelsText = (models: readonly PolicyModel[]) =>
  models.length === 0 ? "none" : models.map(modelText).join(" → ");

const candidateText = ({ candidate }: PolicyContent["prompts"]) =>
  candidate === null ? "none" : `${candidate.version}, ${candidate.percent} %`;

/** Everything a policy says, as lines. */
function linesOf(content: PolicyContent): { name: string; text: string }[] {
  return [
    ...tiers.map((tier) => ({
      name: tier === "cheap" ? "Cheap models" : "Strong models",
      text: modelsText(content.models[tier]),
    })),
    ...routingEntries.map(([name, field]) => ({
      name: field.name,
      text: valueText(field, content.routing[name]),
    })),
    ...plainEntries.map(([name, field]) => ({ name: field.name, text: valueText(field, content[name]) })),
    { name: "Prompt in use", text: content.prompts.active ?? "built-in" },
    { name: "Prompt for some", text: candidateText(content.prompts) },
  ];
}

/** What differs between two policies, in words. */
export function policyChanges(before: PolicyContent, after: PolicyContent): Change[] {
  const now = linesOf(after);
  return linesOf(before).flatMap(({ name, text }, index) => {
    const then = now[index]?.text ?? null;
    return text === then ? [] : [{ name, before: text, after: then }];
  });
}
