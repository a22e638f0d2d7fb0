import type { Facts } from "#lib/contracts/facts.ts";
import type { Assessment } from "./assess.ts";
import { type Names, namesIn } from "./names.ts";
import { stepTemplates } from "./step-templates.ts";
import type { Theme } from "./themes.ts";

export interface StepsInput {
  text: string;
  /** Name of the service as the sender gave it. */
  service: string | null;
  facts: Facts;
  assessment: Assessment;
  theme: Theme;
}

const stepMaxCharacters = 300;
/** A name longer than this would crowd out the step. */
const nameMaxCharacters = 48;

/** Exactly three different next steps. Every one names something that stands in the text. */
export function stepsFor({ text, service, theme, facts, assessment }: StepsInput): [string, string, string] {
  const cues = facts.cues.filter((cue) => cue.category === assessment.category);
  const names = namesIn(text, service, cues);
  const [first, second, third] = stepTemplates[theme];
  return [fill(first, names), fill(second, names), fill(third, names)];
}

/** Which names suit a slot, best first. */
const slots: Record<string, readonly (keyof Names)[]> = {
  "{thing}": ["alert", "job", "service", "endpoint", "error", "host", "subject", "phrase"],
  "{host}": ["host", "service", "alert", "subject", "phrase"],
  "{service}": ["service", "endpoint", "subject", "host", "job", "alert", "phrase"],
  "{error}": ["error", "alert", "subject", "phrase"],
  "{job}": ["job", "service", "alert", "error", "subject", "host", "phrase"],
  "{case}": ["alert", "phrase"],
};

function fill(template: string, names: Names): string {
  const filled = template.replace(/\{\w+\}/g, (slot) => {
    for (const name of slots[slot] ?? []) {
      const value = names[name];
      if (value) return name === "phrase" || name === "subject" ? `"${shortened(value)}"` : shortened(value);
    }
    return "this ticket";
  });
  return filled.slice(0, stepMaxCharacters).toWellFormed();
}

const shortened = (value: string) =>
  value.length <= nameMaxCharacters ? value : value.slice(0, nameMaxCharacters).toWellFormed();
