import { createHash } from "node:crypto";
import type { Extraction, Facts } from "#lib/contracts/facts.ts";
import { assess } from "#lib/triage/assess.ts";
import { neutralFacts } from "#lib/triage/evidence.ts";
import { extractWithRules } from "#lib/triage/rules/extract.ts";
import type { Asked } from "#simulator/reader.ts";
import { carefulWords, hastyWords } from "./prompt-words.ts";
import type { Found, Report, Say } from "./reports/report.ts";
import { reportOf } from "./tickets.ts";

/**
 * The reader of the demonstration's simulated models. It knows the made-up reports and answers as a good model would;
 * of any other text it says what the rules engine reads. A small model, and any model under hasty instructions, sees
 * less. Same question, same answer.
 */
export function readAsModel({ ticket, model, system }: Asked): Extraction {
  const reader: Reader = {
    isSmall: !model.includes("large"),
    isHasty: system.includes(hastyWords),
    isCareful: system.includes(carefulWords),
    chance: (of) => shareOf(`${of} ${ticket}`),
  };
  const report = reportOf(ticket);
  return report ? readReport(ticket, report, reader) : readOther(ticket, reader);
}

interface Reader {
  isSmall: boolean;
  isHasty: boolean;
  isCareful: boolean;
  /** 0 ≤ x < 1, the same for the same ticket. */
  chance: (of: string) => number;
}

/** A share that a text always has. */
export const shareOf = (text: string) => createHash("sha256").update(text).digest().readUInt32BE(0) / 2 ** 32;

const usuallySure = 0.92;
const sureFrom = 0.3;
const sureTo = 0.97;

function readReport(ticket: string, { found, sure = usuallySure }: Report, reader: Reader): Extraction {
  const say: Say = (words) => {
    const match = words.exec(ticket);
    return match?.[1] ?? match?.[0] ?? "";
  };
  const facts = factsIn(ticket, found);
  // What a second look finds is left out by those who look once.
  if (reader.isSmall) facts.cues = facts.cues.slice(0, 2);
  if (reader.isHasty) facts.cues = facts.cues.slice(0, 1);
  const { category, severity } = assess(facts);
  const confidence = sure - (reader.isSmall ? 0.03 : 0) + 0.16 * (reader.chance("sure") - 0.5);
  return {
    facts,
    summary: found.summary(say),
    steps: [...found.steps(say)],
    stated: { category, severity, confidence: within(confidence) },
  };
}

const within = (confidence: number) =>
  Math.round(100 * Math.min(sureTo, Math.max(sureFrom, confidence))) / 100;

function factsIn(ticket: string, { claims, harms = [], cues }: Found): Facts {
  const quoteOf = (words: RegExp) => words.exec(ticket)?.[0] ?? null;
  function claim<Name extends keyof Found["claims"]>(name: Name): Pick<Facts, Name>[Name] {
    const [value, words] = claims[name] ?? [neutralFacts[name], null];
    return { value, quote: words && quoteOf(words) } as Facts[Name];
  }
  return {
    kind: claim("kind"),
    scope: claim("scope"),
    capability: claim("capability"),
    harms: harms.map(([value, certainty, words]) => ({ value, certainty, quote: quoteOf(words) })),
    attack: claim("attack"),
    trend: claim("trend"),
    workaround: claim("workaround"),
    environment: claim("environment"),
    deadline: claim("deadline"),
    level: claim("level"),
    cues: cues.map(([category, words], index) => ({
      category,
      strength: index < 2 ? "strong" : "weak",
      quote: quoteOf(words),
    })),
  };
}

/** Texts in which words are overlooked that decide, for small models and under hasty instructions. */
const overlookedBySmall = 0.05;
const overlookedInHaste = 0.3;

function readOther(ticket: string, reader: Reader): Extraction {
  const read = extractWithRules({ text: ticket });
  const overlooked = reader.isHasty
    ? overlookedInHaste
    : reader.isSmall && !reader.isCareful
      ? overlookedBySmall
      : 0;
  const { category } = read.stated;
  // Of texts that nobody prepared it says less of itself: only what the rules are very sure of, it is sure of.
  const confidence = within(0.7 * read.stated.confidence ** 2);
  if (reader.chance("overlooked") >= overlooked) return { ...read, stated: { ...read.stated, confidence } };
  const facts = { ...read.facts, cues: read.facts.cues.filter((cue) => cue.category !== category) };
  const { category: left, severity } = assess(facts);
  return { ...read, facts, stated: { category: left, severity, confidence: 0.45 } };
}
