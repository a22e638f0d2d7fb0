import type { Facts } from "#lib/contracts/facts.ts";
import { fits } from "./fits.ts";
import { cueWeights, factSupport, type tieOrder } from "./policy.ts";

export type Support = Record<(typeof tieOrder)[number], number>;

/** How much in the facts speaks for each category: the sum of the weights of its cues. */
export function supportOf(facts: Facts): Support {
  const support: Support = { security: 0, data: 0, infra: 0, app: 0 };
  for (const cue of facts.cues) support[cue.category] += cueWeights[cue.strength];
  for (const row of factSupport) if (fits(row.when, facts)) support[row.category] += row.weight;
  return support;
}
