import type { Facts } from "#lib/contracts/facts.ts";
import type { Card } from "#lib/contracts/triage.ts";
import { buildCard } from "#lib/triage/card.ts";
import { fingerprint } from "#lib/triage/fingerprint.ts";
import { extractWithRules } from "#lib/triage/rules/extract.ts";
import { services } from "./organisation.ts";
import { scopes, symptoms } from "./symptoms.ts";

/** What the product's own rules make of a symptom at a service; the tickets of all such incidents share it. */
export interface Prototype {
  number: number;
  symptom: number;
  scope: number;
  service: string;
  card: Card;
  facts: Facts;
  stepScores: number[];
  fingerprint: string;
}

export interface Blanks {
  service: string;
  host: string;
  number: string;
  percent: string;
  customer: string;
  version: string;
}

const filled = (text: string, blanks: Blanks) =>
  text.replace(/\{(\w+)\}/g, (_, name: keyof Blanks) => blanks[name]);

/** The text of a report. */
export function textOf(symptom: number, scope: number, blanks: Blanks): { title: string; text: string } {
  const { title, detail } = symptoms[symptom] ?? { title: "", detail: "" };
  const lines = [title, detail, scopes[scope] ?? ""].filter(Boolean).join("\n");
  return { title: filled(title, blanks), text: filled(lines, blanks) };
}

/** A name that no text of a symptom holds: it is replaced by the services' names. */
const anyService = "quokka";

let made: Prototype[] | undefined;

/** A prototype for each symptom, scope and service; made once for a process. */
export function prototypes(): readonly Prototype[] {
  made ??= makePrototypes();
  return made;
}

function makePrototypes(): Prototype[] {
  const blanks: Blanks = {
    service: anyService,
    host: "node-7",
    number: "42",
    percent: "12",
    customer: "Customer 7",
    version: "4.2.1",
  };
  return symptoms.flatMap((_, symptom) =>
    scopes.flatMap((_scope, scope) => {
      const { text } = textOf(symptom, scope, blanks);
      const rules = extractWithRules({ text, service: anyService });
      const { card, facts, stepScores } = buildCard({
        text,
        service: anyService,
        extraction: rules,
        extractor: "rules",
      });
      const words = JSON.stringify({ card, facts });
      return services.map((service, place) => ({
        number: (symptom * scopes.length + scope) * services.length + place,
        symptom,
        scope,
        service,
        ...(JSON.parse(words.replaceAll(anyService, service)) as { card: Card; facts: Facts }),
        stepScores,
        fingerprint: fingerprint(textOf(symptom, scope, { ...blanks, service }).text),
      }));
    }),
  );
}
