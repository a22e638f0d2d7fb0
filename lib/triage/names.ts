import type { Cue } from "#lib/contracts/facts.ts";
import { beforeSecret, echoesSecret } from "./secret-shapes.ts";

/** Things that a text names, for steps and summary: all are verbatim stretches of the text. */
export interface Names {
  alert: string | null;
  service: string | null;
  host: string | null;
  job: string | null;
  endpoint: string | null;
  error: string | null;
  /** What the words for the card's category are about, such as "nginx" or "file server". */
  subject: string | null;
  /** The first words of the text, for a text that names nothing else. */
  phrase: string;
}

/** Addresses that every machine has for itself. */
const anywhere = /^(?:127\.\d+\.\d+\.\d+|0\.0\.0\.0|localhost)(?::\d+)?$/i;

/** Words that stand where a name is expected and are none. */
const noName =
  /^(?:a|an|the|all|any|some|this|that|these|those|it|its|is|are|was|for|from|in|on|of|to|and|or|not|no|with|by|at|as|failed|failing|audit|error|errors|unknown|none|null|true|false|name|status|id)$/i;

const isName = (found: string) =>
  found.length >= 2 &&
  found.length <= 80 &&
  !noName.test(found) &&
  !anywhere.test(found) &&
  !echoesSecret(found);

const firstOf = (text: string, patterns: readonly RegExp[]): string | null => {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1]?.trim();
    if (found && isName(found)) return found;
  }
  return null;
};

const alertPatterns = [
  /"alertname"\s{0,5}:\s{0,5}"([^"\n]{2,80})"/,
  /\balertname\s{0,3}[=:]\s{0,3}([\w.:-]{2,80})/,
  /\[FIRING:?\d{0,4}\]\s{1,3}([\w.:-]{2,80})/,
  /:rotating_light:\s{1,3}([\w.:-]{2,80})/,
  /Detection fired:\s{1,3}([^\n]{2,80})/,
  /"rule"\s{0,5}:\s{0,5}\{\s{0,20}"name"\s{0,5}:\s{0,5}"([^"\n]{2,80})"/,
  /SIEM:\s{0,3}"([^"\n]{2,80})"/,
  /\b((?:[A-Z][a-z]+){3,8})\b(?= is firing| firing)/,
];
const hostPatterns = [
  /"(?:instance|host|hostname|node|pod)"\s{0,5}:\s{0,5}"([^"\n]{2,80})"/,
  /\b(?:instance|host|hostname|node|pod)\s{0,2}[=:]\s{0,2}([\w.-]+[\w:-]*)/,
  /\b(?:instance|hostname)\s([a-z][\w.-]{2,60}\d[\w.:-]*)/,
  /\b(?:server|host|node|machine|worker|pod)\s((?=[\w.-]*\d)[\w.-]{3,60})/i,
  /\\\\([\w.-]{2,60})/,
  /\b((?:[a-z]{2,15}[-_]){1,4}\d{1,4}(?::\d{2,5})?)\b/,
  /\b((?:[a-z0-9-]{2,40}\.){1,4}(?:local|internal|lan|corp|net|com|org|io|example))\b/,
  /\b(\d{1,3}(?:\.\d{1,3}){3}(?::\d{2,5})?)\b/,
];
const servicePatterns = [
  /"(?:service|app|application|job|deployment)"\s{0,5}:\s{0,5}"([^"\n]{2,80})"/,
  /\b(?:service|app|deployment|statefulset)\s{0,2}[=:]\s{0,2}([\w.-]{2,60})/,
  /\b([a-z][a-z0-9]{1,20}(?:-[a-z0-9]{1,20}){0,3}-(?:api|service|svc|worker|web|app|db|gateway|frontend|backend))\b/,
  /\b([A-Z][\w-]{2,30}) (?:service|application|app|portal|server|cluster)\b/,
];
const jobPatterns = [
  /\bjob\s{1,2}"?((?=\w*[_\d-])[\w.-]{3,60})/i,
  /\b(?:table|index|queue|topic|consumer group|view|column)\s{1,2}["'`]?([\w.-]{3,60})/i,
  /\breport\s{1,2}((?=\S*[_/\d])[\w/.-]{3,60})/i,
];
const endpointPatterns = [
  /\b(?:GET|POST|PUT|PATCH|DELETE)\s{1,2}(\/[\w/{}:.-]{1,79})/,
  /(?:^|[\s"'(])(\/[a-z][\w-]*(?:\/[\w{}:.-]+){0,6})(?=[\s"'),.]|$)/m,
];
const errorPatterns = [
  /\b(ORA-\d{4,5})\b/i,
  /\b(CVE-\d{4}-\d{4,7})\b/i,
  /\b([A-Z][A-Za-z]{2,60}(?:Exception|Error))\b/,
  /\b(SQLSTATE\[?\s?\w{5})\b/,
  /\b(E(?:CONNREFUSED|TIMEDOUT|NOTFOUND|NOSPC|HOSTUNREACH|CONNRESET))\b/,
  /\b(CrashLoopBackOff|OOMKilled|ImagePullBackOff|ErrImagePull|Evicted)\b/,
  /\b(?:HTTP|status|error|code)[ :=]{1,3}(\d{3,5})\b/i,
  /\b(50[0234])\b/,
  /\b(0x[0-9a-fA-F]{4,16})\b/,
];

/** Looks at the first part of a text only: names that matter stand there. Linear. */
export function namesIn(text: string, service: string | null, cues: readonly Cue[] = []): Names {
  const head = text.slice(0, 8_000);
  return {
    alert: firstOf(head, alertPatterns),
    service: service ?? firstOf(head, servicePatterns),
    host: firstOf(head, hostPatterns),
    job: firstOf(head, jobPatterns),
    endpoint: firstOf(head, endpointPatterns),
    error: firstOf(head, errorPatterns),
    subject: subjectOf(cues),
    phrase: phraseOf(head),
  };
}

const subjectMaxWords = 3;

/** The shortest of the strongest cues: it tends to be the thing, the longer ones what is wrong with it. */
function subjectOf(cues: readonly Cue[]): string | null {
  const words = (quote: string) => quote.split(/\s+/).length;
  const named = cues.flatMap(({ quote, strength }) =>
    strength === "strong" && quote && /\p{L}{3}/u.test(quote) && words(quote) <= subjectMaxWords
      ? [quote]
      : [],
  );
  return [...named].sort((one, other) => words(one) - words(other))[0] ?? null;
}

const phraseMaxCharacters = 44;
const lineMaxCharacters = 400;
const phraseMaxWords = 6;
/** Words after which a cut phrase reads as if it went on. */
const dangling =
  /(?:\s(?:a|an|the|of|to|in|on|at|for|and|or|with|by|from|is|it|der|die|das|und|de|la|le))+$/i;

/** The first line with words, cut to a few of them, and cut before what looks like a secret. */
function phraseOf(head: string): string {
  const told = (line: string) =>
    beforeSecret(line.slice(0, lineMaxCharacters).replace(/[\s"“”]+/g, " ")).trim();
  const plain = told(head.split("\n").find((line) => /[\p{L}\p{N}]{2}/u.test(told(line))) ?? "");
  const words = plain.split(" ").slice(0, phraseMaxWords).join(" ");
  if (words === plain && words.length <= phraseMaxCharacters) return words;
  const cut = words.slice(0, phraseMaxCharacters + 1);
  const whole =
    cut.length > phraseMaxCharacters && cut.includes(" ") ? cut.slice(0, cut.lastIndexOf(" ")) : cut;
  return whole
    .slice(0, phraseMaxCharacters)
    .replace(/[\s,;:–-]+$/, "")
    .replace(dangling, "")
    .toWellFormed();
}
