import type { Document } from "./document.ts";
import type { Finding } from "./findings.ts";
import type { Signal } from "./signals.ts";

/** What is the matter with a thing, in the terms of those who write alert rules. */
export const conditions = [
  "gone",
  "quorum lost",
  "all gone",
  "redundancy lost",
  "data lost",
  "writes stopped",
  "out of space",
  "fills up",
  "replication broken",
  "behind",
  "backup failed",
  "certificate",
  "exhausted",
  "saturated",
  "failing",
  "client errors",
  "slow",
  "backlog",
  "restarts",
  "stuck",
  "configuration",
  "hardware",
  "monitoring",
  "budget burn",
  "clock",
  "unusual rate",
  "inefficient",
  "not ready",
  "security",
  "change",
] as const;
export type Condition = (typeof conditions)[number];

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
