import type { Cue, Facts } from "#lib/contracts/facts.ts";
import { type Category, categories } from "#lib/contracts/vocabulary.ts";
import { assess, isHarmful } from "../assess.ts";
import { supportOf } from "../category-support.ts";
import { cueWeights, supportNeeded, tieOrder } from "../policy.ts";
import type { Document } from "./document.ts";
import { cuesOf } from "./facts-from.ts";
import type { Finding } from "./findings.ts";
import { kindPoints } from "./kind-of.ts";
import type { Shares } from "./weigh.ts";

/** Points for a kind that is no incident from which a text may be called that. */
const kindPointsNeeded = 2;
const cuesMaximum = 12;

/**
 * Makes the facts say what the weights found: the strengths of the cues follow the likeliest category for which the
 * text has words, so that the facts alone lead to it. What was quoted stays quoted.
 */
export function settle(
  document: Document,
  findings: readonly Finding[],
  facts: Facts,
  shares: Shares,
): Facts {
  const cues = cuesOf(
    findings.filter(({ negated }) => !negated),
    document.shape === "prose",
  );
  const byShare = [...categories].sort((one, other) => shares[other] - shares[one]);
  for (const category of byShare) {
    const settled = category === "unknown" ? asUnknown(findings, facts) : asIncident(facts, cues, category);
    if (settled && assess(settled).category === category) return settled;
  }
  return facts;
}

function asUnknown(findings: readonly Finding[], facts: Facts): Facts | null {
  if (isHarmful(facts)) return null;
  if (facts.kind.value !== "incident") return facts;
  const points = kindPoints(findings);
  const kinds = ["request", "question", "noise"] as const;
  const best = kinds.reduce((leader, kind) => (points[kind].value > points[leader].value ? kind : leader));
  const quote = points[best].findings[0]?.quote;
  if (points[best].value >= kindPointsNeeded && quote)
    return { ...facts, kind: { value: best, quote }, cues: [] };
  return { ...facts, cues: [] };
}

function asIncident(
  facts: Facts,
  cues: readonly Cue[],
  category: Exclude<Category, "unknown">,
): Facts | null {
  const own = cues.filter((cue) => cue.category === category);
  const others = cues.filter((cue) => cue.category !== category);
  const kind: Facts["kind"] =
    facts.kind.value === "incident" ? facts.kind : { value: "incident", quote: null };
  const leads = (list: Cue[]) => {
    const support = supportOf({ ...facts, cues: list });
    const behind = tieOrder.every((other) => other === category || support[other] < support[category]);
    return behind && support[category] >= supportNeeded;
  };
  const lead = [own, own.map((cue): Cue => ({ ...cue, strength: "strong" }))].find(leads);
  const told = own.reduce((sum, cue) => sum + cueWeights[cue.strength], 0);
  if (!lead || told < supportNeeded) return null;
  const kept = [...lead];
  for (const cue of others) {
    if (kept.length >= cuesMaximum) break;
    const weak: Cue = { ...cue, strength: "weak" };
    if (leads([...kept, cue])) kept.push(cue);
    else if (leads([...kept, weak])) kept.push(weak);
  }
  return { ...facts, kind, cues: kept };
}
