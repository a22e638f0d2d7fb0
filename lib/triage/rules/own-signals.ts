import type { OwnSignal } from "#lib/contracts/rules.ts";
import type { Entry } from "./entry.ts";
import { PhraseIndex } from "./phrases.ts";

type Known = Pick<OwnSignal, "phrase" | "category" | "strength">;

/** What an organisation taught the engine, ready to be looked for. */
export interface OwnSignals {
  index: PhraseIndex<{ entry: Entry; phrase: string }>;
  /** Changes with every phrase, category and strength that counts; empty without any. */
  version: string;
}

export const noOwnSignals: OwnSignals = { index: new PhraseIndex([]), version: "" };

/** The same signals in any order give the same version. Throws when a phrase cannot be read. */
export function compileOwnSignals(signals: readonly Known[], hash: (content: string) => string): OwnSignals {
  if (signals.length === 0) return noOwnSignals;
  const entries = signals.map(({ phrase, category, strength }) => {
    const entry: Entry = { phrases: [phrase], cue: category, theme: category, strength };
    return { phrase, meaning: { entry, phrase } };
  });
  const content = signals.map(({ phrase, category, strength }) =>
    [phrase.toLowerCase(), category, strength].join("\t"),
  );
  return { index: new PhraseIndex(entries), version: hash([...new Set(content)].sort().join("\n")) };
}

/** Why a phrase cannot be looked for; null when it can. */
export function phraseProblem(phrase: string): string | null {
  try {
    new PhraseIndex([{ phrase, meaning: null }]);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : "phrase cannot be read";
  }
}
