import type { Card } from "#lib/contracts/triage.ts";
import { runbookStep, withRunbookStep } from "#lib/knowledge/runbook-step.ts";
import { namesIn } from "#lib/triage/names.ts";
import { rateSteps } from "#lib/triage/step-rubric.ts";
import type { Reading } from "./reading.ts";

/** A card's words as the rules engine gives them. */
interface Cited {
  steps: string[];
  stepScores: number[];
}

/** What a ticket names, for a step to name it, too. */
function aboutOf(text: string, service: string | undefined): string {
  const names = namesIn(text, service ?? null);
  return names.alert ?? names.service ?? names.error ?? names.host ?? `"${names.phrase}"`;
}

/** The step that reads the best runbook, where one surely fits. */
export const stepFromRunbook = ({ request: { text, service }, runbooks }: Reading): string | null =>
  runbookStep(runbooks[0], aboutOf(text, service));

/** The steps with one that reads the best runbook, where one surely fits, and what the rubric says of them then. */
export function citeRunbook(
  { category, steps }: Pick<Card, "category" | "steps">,
  stepScores: number[],
  { request: { text, service }, runbooks }: Reading,
): Cited {
  const cited = withRunbookStep(steps, runbooks[0], aboutOf(text, service));
  if (cited === steps) return { steps, stepScores };
  const known = service === undefined ? [] : [service];
  const ratings = rateSteps(cited, { text, category, known });
  return { steps: cited, stepScores: ratings.map(({ score }) => score) };
}
