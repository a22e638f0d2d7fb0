import type { Document } from "./document.ts";
import type { Finding } from "./findings.ts";
import type { Signal } from "./signals.ts";

/**
 * The conditions that a text names, each once, for the weights of severity: in an alert apart from other texts, where
 * people use the same words more loosely, and once more where the alert is named after it.
 */
export function conditionSignals({ shape }: Document, findings: readonly Finding[]): Signal[] {
  const signals = new Map<string, Signal>();
  const add = (name: string, quote: string) => {
    if (!signals.has(name)) signals.set(name, { name, value: 1, quotes: [quote] });
  };
  for (const { says, quote, negated, inTitle } of findings) {
    if (!says.condition || negated) continue;
    if (shape !== "alert") add(`condition ${says.condition}`, quote);
    else {
      add(`alert condition ${says.condition}`, quote);
      if (inTitle) add(`alert title ${says.condition}`, quote);
    }
  }
  return [...signals.values()];
}
