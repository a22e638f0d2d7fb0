import type { Facts } from "#lib/contracts/facts.ts";
import { neutralFacts } from "./evidence.ts";

type Given = Partial<{ [Fact in keyof typeof neutralFacts]: Facts[Fact]["value"] }> &
  Partial<Pick<Facts, "harms" | "cues">>;

/** Facts that say nothing but what is given, without quotes. */
export function factsWith(given: Given): Facts {
  const { harms: givenHarms = [], cues = [], ...claims } = given;
  const said = { ...neutralFacts, ...claims };
  return {
    kind: { value: said.kind, quote: null },
    scope: { value: said.scope, quote: null },
    capability: { value: said.capability, quote: null },
    attack: { value: said.attack, quote: null },
    trend: { value: said.trend, quote: null },
    workaround: { value: said.workaround, quote: null },
    environment: { value: said.environment, quote: null },
    deadline: { value: said.deadline, quote: null },
    level: { value: said.level, quote: null },
    harms: givenHarms,
    cues,
  };
}
