import type { Cue, Facts } from "#lib/contracts/facts.ts";
import { type Category, categories } from "#lib/contracts/vocabulary.ts";
import { assess, isHarmful } from "../assess.ts";
import { supportOf } from "../category-support.ts";
import { quoteMinCharacters } from "../find-quote.ts";
import { supportNeeded, tieOrder } from "../policy.ts";
import type { Document } from "./document.ts";
import { cuesOf } from "./facts-from.ts";
import { isFiller } from "./filler-words.ts";
import type { Finding } from "./findings.ts";
import { kindPoints } from "./kind-of.ts";
import { wordSignal } from "./signals.ts";
import { pullTo, type Shares } from "./weigh.ts";
import type { Word } from "./words.ts";

/** Points for a kind that is no incident from which a text may be called that. */
const kindPointsNeeded = 2;
const cuesMaximum = 12;
/** Plain words that are quoted for a category, at most. */
const wordCuesMaximum = 4;
/** What a word must add to a category to be quoted for it. */
const wordCueLeast = 0.05;
/** So sure must the weights be that nothing is wrong to overrule words of harm. */
const sureOfNothing = 0.9;

/**
 * Makes the facts say what the weights found: the strengths of the cues follow the likeliest category for which the
 * text has words, so that the facts alone lead to it. What was quoted stays quoted.
 */
export function settle(
  document: Document,
  findings: readonly Finding[],
  words: readonly Word[],
  facts: Facts,
  shares: Shares,
): Facts {
  const cues = cuesOf(
    findings.filter(({ negated }) => !negated),
    document.shape === "prose",
  );
  const byShare = [...categories].sort((one, other) => shares[other] - shares[one]);
  for (const category of byShare) {
    const settled =
      category === "unknown"
        ? asUnknown(findings, facts, shares.unknown)
        : asIncident(facts, [...cues, ...wordCues(words, category)], category);
    if (settled && assess(settled).category === category) return settled;
  }
  return facts;
}

/** The plain words that speak most for a category; fillers, which show nothing to a reader, only where no other does. */
function wordCues(words: readonly Word[], category: Exclude<Category, "unknown">): Cue[] {
  return words
    .flatMap((word) => {
      const adds = pullTo(category, wordSignal(word));
      const filler = isFiller(word.quote.toLowerCase());
      return adds >= wordCueLeast && word.quote.length >= quoteMinCharacters ? [{ word, adds, filler }] : [];
    })
    .filter(({ filler }, _, all) => !filler || all.every((other) => other.filler))
    .sort((one, other) => other.adds - one.adds)
    .slice(0, wordCuesMaximum)
    .map(({ word }) => ({ category, strength: "weak", quote: word.quote }));
}

function asUnknown(findings: readonly Finding[], facts: Facts, share: number): Facts | null {
  if (isHarmful(facts)) {
    if (share < sureOfNothing) return null;
    return asUnknown(findings, { ...facts, harms: [], attack: { value: "none", quote: null } }, share);
  }
  if (facts.kind.value !== "incident") return facts;
  const points = kindPoints(findings);
  const kinds = ["request", "question", "noise"] as const;
  const best = kinds.reduce((leader, kind) => (points[kind].value > points[leader].value ? kind : leader));
  const quote = points[best].findings[0]?.quote;
  if (points[best].value >= kindPointsNeeded && points[best].value > points.incident.value && quote)
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
  if (!lead || own.length === 0) return null;
  const kept = lead.slice(0, cuesMaximum);
  for (const cue of others) {
    if (kept.length >= cuesMaximum) break;
    const weak: Cue = { ...cue, strength: "weak" };
    if (leads([...kept, cue])) kept.push(cue);
    else if (leads([...kept, weak])) kept.push(weak);
  }
  return { ...facts, kind, cues: kept };
}
