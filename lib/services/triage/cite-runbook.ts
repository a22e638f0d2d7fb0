import type { Card } from "#lib/contracts/triage.ts";
import { withRunbookStep } from "#lib/knowledge/runbook-step.ts";
import { namesIn } from "#lib/triage/names.ts";
import { rateSteps } from "#lib/triage/step-rubric.ts";
import type { Reading } from "./reading.ts";

/** A card's words as the rules engine gives them. */
interface Cited {
  steps: string[];
  stepScores: number[];
}

/** The steps with one that reads the best runbook, where one surely fits, and what the rubric says of them then. */
export function citeRunbook(
  { category, steps }: Pick<Card, "category" | "steps">,
  stepScores: number[],
  { request: { text, service }, runbooks }: Reading,
): Cited {
  const names = namesIn(text, service ?? null);
  const about = names.alert ?? names.service ?? names.error ?? names.host ?? `"${names.phrase}"`;
  const cited = withRunbookStep(steps, runbooks[0], about);
  if (cited === steps) return { steps, stepScores };
  const known = service === undefined ? [] : [service];
  const ratings = rateSteps(cited, { text, category, known });
  return { steps: cited, stepScores: ratings.map(({ score }) => score) };
}
