import type { Facts } from "#lib/contracts/facts.ts";
import type { Evidence } from "#lib/contracts/triage.ts";
import { quoteFinder } from "./find-quote.ts";

/** What a claim says when the ticket says nothing. Needs no quote. */
export const neutralFacts = {
  kind: "incident",
  scope: "unknown",
  capability: "unknown",
  attack: "none",
  trend: "unknown",
  workaround: "unknown",
  environment: "unknown",
  deadline: "none",
  level: "unknown",
} as const satisfies { [Fact in ClaimName]: Facts[Fact]["value"] };

type ClaimName = Exclude<keyof Facts, "harms" | "cues">;

export interface Verified {
  /** The facts that count: every quote is a substring of the text. */
  facts: Facts;
  /** Each fact, value and quote once. */
  evidence: Evidence[];
  /** Claims that were dropped, such as "scope all". */
  unsupported: string[];
}

/**
 * Keeps what the text supports. A claim whose quote is missing or not in the text falls back to its neutral value;
 * a cue or a harm without its words is dropped. Linear in the text; never throws.
 */
export function verifyFacts(facts: Facts, text: string): Verified {
  const find = quoteFinder(text);
  const evidence: Evidence[] = [];
  const unsupported: string[] = [];
  const shown = new Set<string>();
  const show = (item: Evidence) => {
    const key = JSON.stringify(item);
    if (!shown.has(key)) evidence.push(item);
    shown.add(key);
  };
  const quoteOf = (quote: string | null) => (quote === null ? null : find(quote));

  function claim<Name extends ClaimName>(name: Name): { value: Facts[Name]["value"]; quote: string | null } {
    const { value, quote } = facts[name];
    const found = quoteOf(quote);
    if (value === neutralFacts[name]) return { value, quote: found };
    if (found === null) {
      unsupported.push(`${name} ${value}`);
      return { value: neutralFacts[name], quote: null };
    }
    show({ fact: name, value, quote: found });
    return { value, quote: found };
  }

  function listed<Item extends { quote: string | null }>(
    fact: string,
    items: readonly Item[],
    worded: (item: Item) => string,
  ): Item[] {
    return items.flatMap((item) => {
      const found = quoteOf(item.quote);
      if (found === null) {
        unsupported.push(`${fact} ${worded(item)}`);
        return [];
      }
      show({ fact, value: worded(item), quote: found });
      return [{ ...item, quote: found }];
    });
  }

  const kept: Facts = {
    kind: claim("kind"),
    scope: claim("scope"),
    capability: claim("capability"),
    harms: listed("harm", facts.harms, (harm) => `${harm.value} (${harm.certainty})`),
    attack: claim("attack"),
    trend: claim("trend"),
    workaround: claim("workaround"),
    environment: claim("environment"),
    deadline: claim("deadline"),
    level: claim("level"),
    cues: listed("cue", facts.cues, (cue) => `${cue.category} (${cue.strength})`),
  };
  return { facts: kept, evidence, unsupported };
}
