import type { Cue, Facts, Harm } from "#lib/contracts/facts.ts";
import type { Document } from "./document.ts";
import type { Finding } from "./findings.ts";
import { kindOf } from "./kind-of.ts";

const cuesMax = 12;
const harmsMax = 4;

/** Most telling value first: the first one that the text shows wins. */
const precedence = {
  scope: ["none", "all", "many", "some", "one"],
  capability: ["none", "core_down", "core_broken", "cosmetic", "redundancy_lost", "at_risk", "degraded"],
  attack: ["active", "attempted", "possible"],
  trend: ["recovered", "recovering", "growing", "steady"],
  workaround: ["exists", "none"],
  environment: ["production", "staging", "development"],
  deadline: ["now", "today", "later"],
  level: ["critical", "error", "warning", "info"],
} as const satisfies { [Fact in Listed]: readonly Facts[Fact]["value"][] };

/** A text that tells of an earlier day says how it ended and how it was tested; neither makes it harmless. */
const softens = (says: Finding["says"]) =>
  says.trend === "recovered" ||
  says.trend === "recovering" ||
  says.environment === "staging" ||
  says.environment === "development";

type Listed =
  | "scope"
  | "capability"
  | "attack"
  | "trend"
  | "workaround"
  | "environment"
  | "deadline"
  | "level";

interface Claim<Value> {
  value: Value;
  quote: string | null;
}

/** Findings to facts: for each fact the most telling value that is not negated. */
export function factsFrom(document: Document, findings: readonly Finding[]): Facts {
  const sure = findings.filter(({ negated, says }) => !negated && !(document.looksBack && softens(says)));
  const capability = seenLater(document, capabilityOf(sure));
  const isLive = sure.some(({ says }) => says.environment === "production");
  const scoped =
    capability.value === "core_down" || isLive
      ? sure.filter(({ says }) => !(says.scope === "one" && says.common))
      : sure;
  const kind = kindOf(document, sure);
  const level = pick(sure, "level") ?? { value: "unknown", quote: null };
  return {
    kind,
    scope: pick(scoped, "scope") ?? scopeOfLog(document, level.value, sure),
    capability,
    harms: harmsOf(sure),
    attack: pick(sure, "attack") ?? { value: "none", quote: null },
    trend: pick(sure, "trend") ?? { value: "unknown", quote: null },
    workaround: pick(sure, "workaround") ?? { value: "unknown", quote: null },
    environment: pick(sure, "environment") ?? { value: "unknown", quote: null },
    deadline: pick(sure, "deadline") ?? { value: "none", quote: null },
    level,
    cues: kind.value === "incident" ? cuesOf(sure, document.shape === "prose") : [],
  };
}

function pick<Fact extends Listed>(
  findings: readonly Finding[],
  fact: Fact,
): Claim<(typeof precedence)[Fact][number]> | undefined {
  const values: readonly (typeof precedence)[Fact][number][] = precedence[fact];
  for (const value of values) {
    const finding = findings.find(({ says }) => says[fact] === value);
    if (finding) return { value, quote: finding.quote };
  }
  return undefined;
}

/** The title says what is lost; the rest of the text only when the title does not. */
function capabilityOf(findings: readonly Finding[]): Facts["capability"] {
  const inTitle = findings.filter((finding) => finding.inTitle);
  return pick(inTitle, "capability") ?? pick(findings, "capability") ?? { value: "unknown", quote: null };
}

/** Whoever writes a report of an earlier day was hit on it: what reads as a hitch was a broken function. */
function seenLater(document: Document, capability: Facts["capability"]): Facts["capability"] {
  return document.looksBack && capability.value === "degraded"
    ? { value: "core_broken", quote: capability.quote }
    : capability;
}

/** The log of one machine tells of one machine, unless it says that it dies or names others. */
function scopeOfLog(
  document: Document,
  level: Facts["level"]["value"],
  findings: readonly Finding[],
): Facts["scope"] {
  const quote = findings[0]?.quote ?? null;
  return document.shape === "log" && level !== "critical" && level !== "error" && quote !== null
    ? { value: "one", quote }
    : { value: "unknown", quote: null };
}

function harmsOf(findings: readonly Finding[]): Harm[] {
  const harms = new Map<Harm["value"], Harm>();
  for (const { says, quote } of findings) {
    if (!says.harm) continue;
    const known = harms.get(says.harm.value);
    if (!known || (known.certainty === "likely" && says.harm.certainty === "confirmed"))
      harms.set(says.harm.value, { ...says.harm, quote });
  }
  return [...harms.values()].slice(0, harmsMax);
}

/** How many phrases of one entry count; more of the same says little new. */
const cuesPerEntryMax = 2;

/**
 * The strongest first, those of the title before the others. A phrase counts once; a weak one that names the ticket
 * counts as strong, because that is what the ticket is about.
 */
export function cuesOf(findings: readonly Finding[], titleCounts: boolean): Cue[] {
  const excused = new Set(findings.flatMap(({ says }) => says.excuses ?? []));
  const seen = new Set<object>();
  const perEntry = new Map<object, number>();
  const candidates = [...findings]
    .sort((one, other) => Number(other.inTitle) - Number(one.inTitle))
    .flatMap((finding) => {
      const { says, key, inTitle, inCause, quote } = finding;
      const count = perEntry.get(says) ?? 0;
      if (!says.cue || excused.has(says.cue) || seen.has(key) || count >= cuesPerEntryMax) return [];
      seen.add(key);
      perEntry.set(says, count + 1);
      const strong = says.strength === "strong" || (titleCounts && (inTitle || inCause) && !says.common);
      const cue: Cue = { category: says.cue, strength: strong ? "strong" : "weak", quote };
      return [{ cue, order: (strong ? 0 : 2) + (inTitle ? 0 : 1) }];
    });
  candidates.sort((one, other) => one.order - other.order);
  return candidates.slice(0, cuesMax).map(({ cue }) => cue);
}
