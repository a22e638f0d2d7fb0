import { withoutForm } from "./form-lines.ts";
import { plainest } from "./lexicon/same-words.ts";
import { tellingParts } from "./telling-text.ts";
import { nameKey, termsOf } from "./terms.ts";

/** What a text says about which incident it is; two of them tell whether both texts are about the same one. */
export interface IncidentTraits {
  /** Name of the alert or rule, as a key; null when no machine named one. */
  alert: string | null;
  /** When it happened, as the text says: a moment, or minutes after midnight UTC where no day is given. */
  at: { ms: number } | { minuteOfDay: number } | null;
  /** Places that two reports of one incident share, by kind: cluster, namespace, job, database, service. */
  places: ReadonlyMap<string, string>;
  /** Identifiers, amounts (both with `=` before them) and words, each with how much it tells by its form. */
  marks: ReadonlyMap<string, number>;
  /** Of the identifiers, those that a program calls its tables, columns, fields and the like. */
  things: ReadonlySet<string>;
  /** Words of the first line that are no part of a name. */
  titleWords: ReadonlySet<string>;
  /** Identifiers of the first line. */
  titleNames: ReadonlySet<string>;
  /** Words of the first line in their order, names included. */
  title: readonly string[];
  /** Of a stack trace, the calls nearest to the fault, the innermost first. */
  frames: readonly string[];
}

const readCharacters = 6_000;
const marksMax = 400;

const alertNames = [
  /"alertname"\s{0,5}:\s{0,5}"([^"\n]{2,120})"/,
  /(?<![A-Za-z\d_])alertname\s{0,3}[=:]\s{0,3}([\w.:-]{2,120})/,
  /\[(?:FIRING|RESOLVED):?\d{0,4}\]\s{1,3}([\w.:-]{2,120})/,
  /^[^\w\n]{0,6}(?::\w{1,30}:)?\s{0,3}([A-Z][\w.:-]{3,120}) (?:is|has been) (?:firing|resolved)/m,
  /Detection fired:\s{1,3}([^\n]{2,160})/,
  /"rule"\s{0,5}:\s{0,5}\{\s{0,20}"name"\s{0,5}:\s{0,5}"([^"\n]{2,160})"/,
  /SIEM:\s{0,3}"([^"\n]{2,160})"/,
];

function alertIn(head: string): string | null {
  for (const pattern of alertNames) {
    const name = pattern.exec(head)?.[1];
    if (name) return nameKey(name) || null;
  }
  return null;
}

const moment = /(?<!\d)(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?/;
const clock = /(?<![\d:.])([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?=\s?(?:UTC|GMT|Z)\b)/;

function timeIn(head: string): IncidentTraits["at"] {
  const full = moment.exec(head);
  if (full) {
    const [year, month, day, hour, minute] = full.slice(1, 6).map(Number);
    return { ms: Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute) };
  }
  const short = clock.exec(head);
  return short ? { minuteOfDay: Number(short[1]) * 60 + Number(short[2]) } : null;
}

const placeKeys =
  "cluster|namespace|job|service|environment|env|region|database|datname|queue|topic|container|deployment|statefulset|daemonset|product|tenant|integration";
const placePattern = new RegExp(
  `(?<![\\w-])"?(${placeKeys})"?(?:\\s{0,2}[=:]\\s{0,3}"?|\\s)([\\p{L}\\p{N}][\\p{L}\\p{N}._/-]{1,80})`,
  "giu",
);
function placesIn(head: string): Map<string, string> {
  const places = new Map<string, string>();
  for (const [, key = "", value = ""] of head.matchAll(placePattern)) {
    const name = key.toLowerCase();
    const place = value.toLowerCase().replace(/[.,;:/-]+$/, "");
    if (/[-_\d./]/.test(place) && !places.has(name)) places.set(name, place);
  }
  return places;
}

/** Identifiers, addresses, codes and amounts: what two people would both copy. */
const distinctive: readonly { pattern: RegExp; weight: number }[] = [
  { pattern: /(?<![\w-])(?:[A-Z]{2,10}-\d{3,7}|CVE-\d{4}-\d{4,7}|[A-Z]{2,5}\d{6,12})(?![\w-])/g, weight: 3 },
  { pattern: /(?<![\w.-])#?[a-z]{2,4}\d{6,12}(?![\w-])/g, weight: 3 },
  {
    pattern:
      /(?<![\w.-])(?:[a-z\d-]{2,40}\.){1,4}(?:com|org|net|io|de|edu|gov|dev|app|cloud|local|internal)(?![\w-])/gi,
    weight: 2,
  },
  { pattern: /(?<![\w-])\p{L}{2,40}(?:_\p{L}{1,40}){1,6}(?![\w-])/gu, weight: 2 },
  { pattern: /(?<![\w-])(?:\p{Lu}?\p{Ll}{1,30}(?:\p{Lu}{1,8}\p{Ll}{0,30}){1,8})(?![\w-])/gu, weight: 1.7 },
  { pattern: /(?<![\w.-])[a-z]{3,30}-[a-z]{2,30}(?:-[a-z]{2,30}){0,3}(?![\w-])/g, weight: 1.3 },
  { pattern: /(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?![\w.-])/g, weight: 2.5 },
  {
    pattern:
      /(?:[$€£]\s?)?(?<![\w.-])\d{1,9}(?:[.,]\d{1,3})?\s?(?:[KMGT]i?B|bytes|million|billion|files|rows|users|customers|orders)(?![\w-])/gi,
    weight: 2,
  },
  // Many things last half an hour.
  { pattern: /(?<![\w.-])\d{1,9}(?:[.,]\d{1,3})?\s?(?:minutes|hours)(?![\w-])/gi, weight: 1.3 },
  {
    pattern:
      /(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}(?:st|nd|rd|th)?,? (?:19|20)\d\d/g,
    weight: 2,
  },
];

/** What a program calls a thing of its own in a message: two that complain of it complain of the same. */
const namedThing =
  /(?<![\w-])(?:column|table|relation|constraint|field|index|sequence|function|procedure|parameter|property|attribute|key)(?: (?:called|named))?[ :]{1,2}["'`]?([\p{L}_][\p{L}\p{N}]{0,40}(?:[_.][\p{L}\p{N}]{1,40}){1,6})(?![\w-])/giu;

/** The domain of a host below it: `dict.example.org` is a part of `example.org`. */
const domainOf = /^(?:[a-z\d-]{1,40}\.){1,4}([a-z\d-]{2,40}\.[a-z]{2,8})$/;

const identifierKey = (found: string) => `=${found.toLowerCase().replaceAll(/[\s,]/g, "")}`;

function identifiersIn(text: string): { name: string; key: string; weight: number }[] {
  const found = distinctive.flatMap(({ pattern, weight }) =>
    [...text.matchAll(pattern)].map(([name]) => ({ name, key: identifierKey(name), weight })),
  );
  const domains = found.flatMap(({ key, weight }) => {
    const name = domainOf.exec(key.slice(1))?.[1];
    return name ? [{ name, key: identifierKey(name), weight }] : [];
  });
  return [...found, ...domains];
}

function marksIn(head: string): Map<string, number> {
  const marks = new Map<string, number>();
  const add = (mark: string, weight: number) => {
    if (marks.size < marksMax && (marks.get(mark) ?? 0) < weight) marks.set(mark, weight);
  };
  const named = new Set<string>();
  for (const { name, key, weight } of identifiersIn(head)) {
    add(key, weight);
    for (const term of termsOf(name)) named.add(term);
  }
  for (const part of tellingParts(head)) {
    const weight = Math.min(1.5, Math.max(0.3, part.weight));
    // The words of an identifier are counted with it.
    for (const term of wordsOf(part.text)) if (!named.has(term)) add(term, weight);
  }
  return marks;
}

/** `read-only`, `e-mail`: two words that many write as one. */
const hyphenated = /(?<![\p{L}\p{N}_-])(\p{L}{1,20})-(\p{L}{2,20})(?![\p{L}\p{N}_-])/gu;

/** The words of a text as two reports are compared by them: hyphens gone, each as the plainest that says the same. */
const wordsOf = (text: string) => termsOf(text.replace(hyphenated, "$1$2")).map(plainest);

const framesMax = 4;
/** A frame of Java, .NET or JavaScript, or one of Python. */
const frame =
  /^\s{0,40}(?:at ([\w$.<>/]{3,200})[ (]|File "(?:[^"\n]{0,200}\/)?([^"/\n]{1,100})", line \d{1,7}, in ([\w<>]{1,80}))/gm;

/** The innermost calls: the first ones, of Python the last. */
function framesIn(text: string): string[] {
  const found = [...text.matchAll(frame)];
  const isPython = found[0]?.[2] !== undefined;
  const innermostFirst = isPython ? found.reverse() : found;
  return innermostFirst.slice(0, framesMax).map(([, call, file, inside]) => call ?? `${file}:${inside}`);
}

const titleWordsMax = 24;
/** Names of machines, times and amounts. */
const withDigits = /\S{0,80}\d\S{0,80}/g;
/** A machine and its like among others: `worker-3`, `filer_1326`. */
const numbered = /(?<![\w.-])\p{L}{3,20}(?:[-_]?\p{L}{1,20}){0,3}[-_]?\d{1,6}(?![\w.-])/gu;
/** Times, processes and addresses: a log says much the same in every line. */
const isLogLine = (line: string) => (line.match(withDigits)?.length ?? 0) >= 3;

/** How every trace of a runtime begins. */
const isStackHead = (line: string) =>
  /^\s{0,40}(?:Traceback \(most recent call last\)|goroutine \d{1,9} \[|stack ?trace\b.{0,3}$)/i.test(line);

type Title = Pick<IncidentTraits, "title" | "titleWords" | "titleNames">;

/** What a text says first; the first line of a log or of a trace is no title as people write them. */
function titleIn(firstLine: string): Title {
  const names = identifiersIn(firstLine);
  const titleNames = new Set([
    ...names.map(({ key }) => key),
    ...[...firstLine.matchAll(numbered)].map(([name]) => identifierKey(name)),
  ]);
  const title = isStackHead(firstLine)
    ? []
    : wordsOf(firstLine.replaceAll(withDigits, " ")).slice(0, titleWordsMax);
  if (isLogLine(firstLine)) return { title, titleWords: new Set(), titleNames };
  const named = new Set(names.flatMap(({ name }) => termsOf(name)));
  return { title, titleWords: new Set(title.filter((term) => !named.has(term))), titleNames };
}

/** Reads the beginning of a text; linear and pure. */
export function incidentTraits(text: string): IncidentTraits {
  const head = text.slice(0, readCharacters);
  const told = withoutForm(head)
    .split("\n")
    .filter((line) => !isStackHead(line))
    .join("\n");
  const firstLine = (head.split("\n").find((line) => /\p{L}{2}/u.test(line)) ?? "").slice(0, 400);
  return {
    alert: alertIn(head),
    at: timeIn(head),
    places: placesIn(head),
    marks: marksIn(told),
    things: new Set([...told.matchAll(namedThing)].map(([, name = ""]) => identifierKey(name))),
    ...titleIn(firstLine),
    frames: framesIn(head),
  };
}
