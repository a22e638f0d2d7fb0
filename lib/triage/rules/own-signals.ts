import type { OwnSignal, SeverityLimit } from "#lib/contracts/rules.ts";
import type { Entry } from "./entry.ts";
import { PhraseIndex } from "./phrases.ts";

type Known = Pick<OwnSignal, "phrase" | "category" | "strength" | "severity">;

/** What one signal says, and of how grave a ticket with its words is. */
interface OwnMeaning {
  entry: Entry;
  phrase: string;
  limit: SeverityLimit | null;
}

/** What an organisation taught the engine, ready to be looked for. */
export interface OwnSignals {
  index: PhraseIndex<OwnMeaning>;
  /** Some speak for a severity. */
  limits: boolean;
  /** Changes with every phrase and what it speaks for; empty without any. */
  version: string;
}

export const noOwnSignals: OwnSignals = { index: new PhraseIndex([]), limits: false, version: "" };

/** The same signals in any order give the same version. Throws when a phrase cannot be read. */
export function compileOwnSignals(signals: readonly Known[], hash: (content: string) => string): OwnSignals {
  if (signals.length === 0) return noOwnSignals;
  const entries = signals.map(({ phrase, category, strength, severity }) => {
    const entry: Entry = {
      phrases: [phrase],
      ...(category ? { cue: category, theme: category, strength: strength ?? "weak" } : {}),
    };
    return { phrase, meaning: { entry, phrase, limit: severity } };
  });
  const content = signals.map(({ phrase, category, strength, severity }) =>
    [phrase.toLowerCase(), ...(category ? [category, strength] : [severity])].join("\t"),
  );
  return {
    index: new PhraseIndex(entries),
    limits: signals.some(({ severity }) => severity !== null),
    version: hash([...new Set(content)].sort().join("\n")),
  };
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
