import type { Facts } from "#lib/contracts/facts.ts";
import { categories } from "#lib/contracts/vocabulary.ts";
import type { Assessment } from "../assess.ts";
import { conditionSignals } from "./condition-signals.ts";
import type { Document } from "./document.ts";
import { isFiller } from "./filler-words.ts";
import type { Finding } from "./findings.ts";
import { quantitySignals } from "./quantities.ts";
import { flag, type Signal, wordSignal } from "./signals.ts";
import type { Shares } from "./weigh.ts";
import { lettersPrefix, type Word, wordPrefix } from "./words.ts";

const claims = [
  "kind",
  "scope",
  "capability",
  "attack",
  "trend",
  "workaround",
  "environment",
  "deadline",
  "level",
] as const satisfies (keyof Facts)[];

/**
 * Whether a word may speak for a severity. Alerts are written by few hands: what fills their sentences, and letters that
 * happen to be in a product's name, tell who wrote them and not how grave they are.
 */
const tells = ({ name, denied }: Word, shape: Document["shape"]) =>
  !denied &&
  (shape !== "alert" || !(name.startsWith(lettersPrefix) || isFiller(name.replace(wordPrefix, ""))));

/** What speaks for a severity: the facts, where they lead by policy, how likely each category is, what is the matter, and the words. */
export function severitySignalsOf(
  document: Document,
  findings: readonly Finding[],
  facts: Facts,
  assessment: Assessment,
  shares: Shares,
  words: readonly Word[],
): Signal[] {
  return [
    flag("always"),
    flag(`layout ${document.shape}`),
    ...(document.looksBack ? [flag("looks back")] : []),
    ...claims.map((claim) => flag(`${claim} ${facts[claim].value}`)),
    flag(`scope ${facts.scope.value}, capability ${facts.capability.value}`),
    ...facts.harms.map(({ value, certainty }) => flag(`harm ${value} (${certainty})`)),
    flag(`by policy ${assessment.severity}`),
    flag(`impact ${assessment.impact}`),
    flag(`urgency ${assessment.urgency}`),
    ...categories.map((category) => ({ name: `share ${category}`, value: shares[category], quotes: [] })),
    ...conditionSignals(document, findings),
    ...quantitySignals(document),
    ...words.filter((word) => tells(word, document.shape)).map(wordSignal),
  ];
}
