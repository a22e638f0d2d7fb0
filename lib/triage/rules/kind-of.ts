import type { Facts } from "#lib/contracts/facts.ts";
import { quoteMinCharacters } from "../find-quote.ts";
import type { Document } from "./document.ts";
import type { Finding } from "./findings.ts";

/** Machines write because something happened; people also write to ask. */
const shapePoints: Record<Document["shape"], number> = { alert: 12, trace: 6, log: 4, prose: 2 };

/** A person who asks for something without one word of trouble rather makes a request. */
const calmPoints = 2.5;

/** A machine's log without a level above "info" and without a word of failure is a routine one. */
const routineLogPoints = 5;

/** Whoever tells of an earlier day tells what went wrong on it. */
const pastDayPoints = 4;

type Kind = Facts["kind"]["value"];
type KindPoints = Record<Kind, { value: number; findings: Finding[] }>;

/** What the words say for each kind; an entry counts once, in the title twice as much. */
export function kindPoints(findings: readonly Finding[]): KindPoints {
  const none = () => ({ value: 0, findings: [] });
  const points: KindPoints = { incident: none(), request: none(), question: none(), noise: none() };
  const seen = new Set<Finding["says"]>();
  for (const finding of findings) {
    const { says, inTitle } = finding;
    if (!says.kind || seen.has(says)) continue;
    seen.add(says);
    for (const kind of ["incident", "request", "question", "noise"] as const) {
      const weight = says.kind[kind];
      if (weight === undefined) continue;
      points[kind].value += weight * (inTitle ? 2 : 1);
      points[kind].findings.push(finding);
    }
  }
  return points;
}

/** The kind with most points; incident when nothing speaks for another one. */
export function kindOf(document: Document, findings: readonly Finding[]): Facts["kind"] {
  const told = kindPoints(findings);
  const points = {
    incident: told.incident.value + shapePoints[document.shape],
    request: told.request.value,
    question: told.question.value,
    noise: told.noise.value,
  };
  if (document.looksBack) points.incident += pastDayPoints;
  if (document.shape === "log" && isRoutine(findings)) points.noise += routineLogPoints;
  if (findings.some(({ says }) => says.capability && says.capability !== "none")) points.incident += 1;
  const asksForSomething = points.request + points.question > 0;
  if (document.shape === "prose" && asksForSomething && isCalm(findings)) points.request += calmPoints;
  let best: Facts["kind"]["value"] = "incident";
  for (const kind of ["request", "question", "noise"] as const) if (points[kind] > points[best]) best = kind;
  if (best === "incident") return { value: best, quote: told.incident.findings[0]?.quote ?? null };
  const quote = told[best].findings[0]?.quote ?? document.text.trim().slice(0, 60).toWellFormed();
  return quote.length >= quoteMinCharacters ? { value: best, quote } : { value: "incident", quote: null };
}

function isRoutine(findings: readonly Finding[]): boolean {
  return !findings.some(
    ({ says }) =>
      (says.level !== undefined && says.level !== "info") ||
      (says.capability !== undefined && says.capability !== "none") ||
      (says.kind?.incident ?? 0) > 0 ||
      says.cue === "security" ||
      (says.cue === "infra" && says.strength === "strong"),
  );
}

function isCalm(findings: readonly Finding[]): boolean {
  return !findings.some(
    ({ says }) =>
      (says.kind?.incident ?? 0) > 0 ||
      says.strength === "strong" ||
      says.harm !== undefined ||
      says.attack !== undefined ||
      says.trend !== undefined ||
      says.workaround !== undefined ||
      says.scope === "all" ||
      says.scope === "many" ||
      (says.capability !== undefined && says.capability !== "none"),
  );
}
