import { citedFrom } from "./rank-runbooks.ts";

const stepMaxCharacters = 300;
const nameMaxCharacters = 70;

const shortened = (name: string) =>
  (name.length <= nameMaxCharacters
    ? name
    : `${name.slice(0, nameMaxCharacters - 1).toWellFormed()}…`
  ).replaceAll(/\s+/g, " ");

interface Cited {
  title: string;
  section: string;
  score: number;
}

/**
 * Three steps of which the second, the one that narrows down, reads the runbook; the first and the last stay. The same
 * steps where no runbook fits well enough. `about` is what the ticket names.
 */
export function withRunbookStep(steps: string[], best: Cited | undefined, about: string): string[] {
  const [first, , last] = steps;
  if (!best || best.score < citedFrom || first === undefined || last === undefined) return steps;
  const section = best.section ? `, section ${shortened(best.section)},` : "";
  const step = `Follow the runbook ${shortened(best.title)}${section} for ${shortened(about)} and expect one of its checks to match; if none does, page the runbook's owner.`;
  return [first, step.slice(0, stepMaxCharacters).toWellFormed(), last];
}
