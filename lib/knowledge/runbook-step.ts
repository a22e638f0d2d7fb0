import { citedFrom } from "./rank-runbooks.ts";

const stepMaxCharacters = 300;
/** So that the whole step stays within thirty words. */
const titleMaxWords = 6;
const sectionMaxWords = 3;
const aboutMaxWords = 5;
const wordMaxCharacters = 60;

const shortened = (name: string, words: number) =>
  name
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, words)
    .map((word) => word.slice(0, wordMaxCharacters).toWellFormed())
    .join(" ")
    .replace(/[.,;:]+$/, "");

interface Cited {
  title: string;
  section: string;
  score: number;
}

/** The step that reads a runbook; null where it does not fit well enough. `about` is what the ticket names. */
export function runbookStep(best: Cited | undefined, about: string): string | null {
  if (!best || best.score < citedFrom) return null;
  const section = shortened(best.section.split(" › ").at(-1) ?? "", sectionMaxWords);
  const place = section
    ? `${shortened(best.title, titleMaxWords)}, section ${section},`
    : shortened(best.title, titleMaxWords);
  const step = `Follow runbook ${place} for ${shortened(about, aboutMaxWords)}; expect one of its checks to match, else page its owner.`;
  return step.slice(0, stepMaxCharacters).toWellFormed();
}

/**
 * Three steps of which the second, the one that narrows down, reads the runbook; the first and the last stay. The same
 * steps where no runbook fits well enough.
 */
export function withRunbookStep(steps: string[], best: Cited | undefined, about: string): string[] {
  const [first, , last] = steps;
  const step = runbookStep(best, about);
  if (step === null || first === undefined || last === undefined) return steps;
  return [first, step, last];
}
