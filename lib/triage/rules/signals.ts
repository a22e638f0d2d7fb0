import type { Facts } from "#lib/contracts/facts.ts";
import type { Category } from "#lib/contracts/vocabulary.ts";
import type { Theme } from "../themes.ts";
import type { Document } from "./document.ts";
import type { Finding } from "./findings.ts";
import type { Word } from "./words.ts";

/** One thing that the weights look at, by the name under which weights.json knows it. */
export interface Signal {
  name: string;
  /** How strongly it is there; 0 would be absent. */
  value: number;
  /** Words of the text that make it up; none for what is counted or decided. */
  quotes: readonly string[];
}

const charactersPerWord = 6;
const strongValue = 1;
const weakValue = 0.4;
/** More words for the same theme say little new. */
const themeMaximum = 2;

/**
 * What a text shows, in signals: phrases by theme and place, layout, facts, and its plain words.
 * Linear in the findings and the words.
 */
export function signalsOf(
  document: Document,
  findings: readonly Finding[],
  facts: Facts,
  words: readonly Word[],
): Signal[] {
  return [
    flag("always"),
    flag(`layout ${document.shape}`),
    ...(document.looksBack ? [flag("looks back")] : []),
    ...themeSignals(findings.filter(({ own }) => !own)),
    ...ownSignals(findings),
    flag(`kind ${facts.kind.value}`),
    flag(`capability ${facts.capability.value}`),
    flag(`attack ${facts.attack.value}`),
    flag(`scope ${facts.scope.value}`),
    ...facts.harms.map((harm) => flag(`harm ${harm.value}`)),
    { name: "length", value: Math.log10(document.tokens.length * charactersPerWord + 1) - 2, quotes: [] },
    ...words.map(wordSignal),
  ].filter(({ value }) => value !== 0);
}

export const flag = (name: string): Signal => ({ name, value: 1, quotes: [] });

export const wordSignal = ({ name, value, quote }: Word): Signal => ({ name, value, quotes: [quote] });

/** What the organisation taught counts by itself, once for each signal. */
function ownSignals(findings: readonly Finding[]): Signal[] {
  const seen = new Set<object>();
  return findings.flatMap((finding) => {
    const { says, key, own, negated } = finding;
    if (!own || negated || !says.cue || seen.has(key)) return [];
    seen.add(key);
    return [{ name: ownSignalName(says.cue, says.strength ?? "weak"), value: 1, quotes: [finding.quote] }];
  });
}

export const ownSignalName = (category: Category, strength: "strong" | "weak") =>
  `own ${category} (${strength})`;

/** Names under which words for a theme are weighed: wherever they stand, and in what names the ticket. */
export function themeSignalNames(theme: Theme, strength: "strong" | "weak"): [string, string] {
  const about = strength === "strong" ? `${theme} (strong)` : theme;
  return [`words ${about}`, `title ${about}`];
}

function themeSignals(findings: readonly Finding[]): Signal[] {
  const signals = new Map<string, { value: number; quotes: string[] }>();
  const seen = new Set<object>();
  const add = (name: string, finding: Finding) => {
    const signal = signals.get(name) ?? { value: 0, quotes: [] };
    signal.value += finding.says.strength === "strong" ? strongValue : weakValue;
    signal.quotes.push(finding.quote);
    signals.set(name, signal);
  };
  for (const finding of findings) {
    const { says, key, negated, inTitle } = finding;
    if (negated || !says.cue || !says.theme || seen.has(key)) continue;
    seen.add(key);
    const [anywhere, title] = themeSignalNames(says.theme, says.strength ?? "weak");
    add(anywhere, finding);
    if (inTitle) add(title, finding);
  }
  return [...signals].map(([name, signal]) => ({
    name,
    value: Math.min(themeMaximum, signal.value),
    quotes: signal.quotes,
  }));
}
