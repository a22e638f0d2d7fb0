import type { Facts } from "#lib/contracts/facts.ts";
import type { Assessment } from "./assess.ts";
import { namesIn } from "./names.ts";

export interface SummaryInput {
  text: string;
  service: string | null;
  facts: Facts;
  assessment: Assessment;
}

const summaryMaxCharacters = 600;
const lineMaxCharacters = 220;

/** Two or three lines in the text's own words: what, where and who, and why it matters. Plain text. */
export function summarize({ text, service, facts }: SummaryInput): string {
  const sentences = sentencesOf(text);
  const what = sentences.find(saysMuch) ?? sentences[0] ?? "The text says nothing readable.";
  const lines = [what, whereLine(text, service, facts), soWhatLine(sentences, what, facts)];
  return lines
    .filter((line) => line !== null)
    .map((line) => shorten(line, lineMaxCharacters))
    .join("\n")
    .slice(0, summaryMaxCharacters)
    .toWellFormed();
}

const jsonWords = /"(?:summary|description|title|message)"\s{0,9}:\s{0,9}"([^"\n]{3,400})"/g;
const alertWords = /^[ \t*-]*(?:summary|description)[ \t]{0,9}[=:][ \t]*(\S.{2,400})$/gm;
/** Lines of a form or a mail head that tell nothing about the case. */
const formLine =
  /^(?:from|to|cc|sent|von|an|gesendet|language|browser|email|e-mail|customer number|telephone|name|labels|annotations|startsat|hi|hello|dear|hallo|team|regards|user ?agent)\b[^.!?]{0,80}$/i;

/** The sentences of a text, best first for alerts, without mail heads and signatures. */
function sentencesOf(text: string): string[] {
  const head = text.slice(0, 6_000);
  const named = [...head.matchAll(jsonWords), ...head.matchAll(alertWords)].map((match) => match[1] ?? "");
  const source = named.length > 0 ? named : head.split(/\r?\n/);
  const seen = new Set<string>();
  return source
    .flatMap((line) => line.split(/(?<=[.!?])\s+/))
    .map((line) => line.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim())
    .filter((line) => {
      const key = line.toLowerCase();
      const keep = /[\p{L}\p{N}]{2}/u.test(line) && !formLine.test(line) && !seen.has(key);
      seen.add(key);
      return keep;
    });
}

const scopeWords: Record<Facts["scope"]["value"], string | null> = {
  all: "all users",
  many: "many users",
  some: "some users",
  one: "one user or machine",
  none: "nobody",
  unknown: null,
};

const clock = String.raw`\d{1,4}[-:./]\d{1,2}(?:[-:./]\d{1,4})?(?:[T ]\d\d:\d\d(?::\d\d)?)?(?: ?(?:UTC|GMT|CES?T|[EP][SD]T|Z|[ap]m|Uhr)\b)?`;
const day = `(?:yesterday|today|this|last|gestern|heute|hier|ce|ayer|hoy|esta|ontem|hoje|monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?: (?:morning|afternoon|evening|night|week|month|weekend|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morgen|früh|abend|nachmittag|matin|soir|mañana|noche|manhã|noite))?`;
/** A time or a day after a word that says "since"; else the first full time of the text. */
const startPatterns = [
  new RegExp(
    String.raw`\b(?:since|seit|depuis|desde|started(?: at| on)?|startsAt"?\s{0,3}[=:])\s{0,3}"?((?:about |around |ca\. )?(?:${clock}|${day}))(?![\w%])`,
    "i",
  ),
  /\b(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?Z?)/,
];

function whereLine(text: string, service: string | null, facts: Facts): string {
  const names = namesIn(text, service);
  const where = [...new Set([names.service, names.host, names.job, names.endpoint])].filter(
    (name) => name !== null,
  );
  const who = scopeWords[facts.scope.value];
  const head = text.slice(0, 6_000);
  const start = startPatterns.map((pattern) => pattern.exec(head)?.[1]?.trim()).find(Boolean);
  const parts = [
    where.length > 0 ? `Where: ${where.slice(0, 3).join(", ")}` : null,
    who === null ? "Affected: not stated" : `Affected: ${who}`,
    facts.environment.value === "unknown" ? null : `Environment: ${facts.environment.value}`,
    start ? `Since: ${start}` : null,
  ];
  return `${parts.filter((part) => part !== null).join(". ")}.`;
}

/** "URGENT!!!" is a sentence too, but not the one that tells what happened. */
const saysMuch = (sentence: string) => sentence.split(" ", 3).length === 3;

/** A second sentence of the text, the one with the most telling quote if there is one. */
function soWhatLine(sentences: readonly string[], what: string, facts: Facts): string | null {
  const telling = [
    ...facts.harms.map((harm) => harm.quote),
    facts.attack.quote,
    facts.capability.quote,
    facts.workaround.quote,
    facts.deadline.quote,
  ].filter((quote) => quote !== null);
  const others = sentences.filter((line) => line !== what && saysMuch(line)).slice(0, 40);
  const shown = others.find((line) => telling.some((quote) => line.includes(quote) && !what.includes(quote)));
  return shown ?? others[0] ?? null;
}

function shorten(line: string, maxCharacters: number): string {
  if (line.length <= maxCharacters) return line;
  return `${line.slice(0, maxCharacters - 1).toWellFormed()}…`;
}
