import { placeholderPattern } from "#lib/contracts/redaction.ts";
import { type Shape, shapeOf } from "./shape.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** A text prepared for reading. */
export interface Document {
  text: string;
  /** Its beginning. */
  head: string;
  tokens: readonly Token[];
  /** Stretches that name the ticket: first line, alert name, alert summary. */
  titles: readonly Range[];
  /** Stretches that say why it happened. */
  causes: readonly Range[];
  /** It tells of an earlier day, as a post-mortem does. */
  looksBack: boolean;
  shape: Shape;
}

export interface Range {
  start: number;
  end: number;
}

/** The engine reads the beginning and the end of a long text: what a ticket is about stands there. */
const headCharacters = 24_000;
const tailCharacters = 6_000;
const titleMaxCharacters = 300;

/** Lines and stretches that describe the sender and not the case, and what stands for something that was removed. */
const asides = [
  placeholderPattern,
  /^[ \t]*(?:user ?agent|build(?:naam| identifier)?|from|to|cc|sent|von|an|gesendet|language|browser|email|e-mail|customer number|telephone|phone|name|known false positives|mailto)[ \t]{0,9}:.*$/gim,
  /\bMozilla\/5\.0[^\n]{0,300}/g,
  /\bhttps?:\/\/[^\s"'<>)]{1,500}/g,
  /[\w.+-]{1,80}@[\w.-]{1,120}/g,
  /"(?:labels|annotations|receiver|status|version|fingerprint|generatorURL|alerts|logsource|event|groupKey|externalURL)"/g,
];

const jsonNames = /"(?:alertname|summary|title|name|description|message)"\s{0,9}:\s{0,9}"([^"\n]{1,400})"/g;
const namedLines =
  /^[ \t*-]*(?:alertname|summary|description|subject|title|short description)[ \t]{0,9}[=:](.{1,400})$/gim;

/** `text` is the ticket without what tells the reader what to answer. */
export function readDocument(text: string): Document {
  const parts =
    text.length <= headCharacters + tailCharacters
      ? [{ start: 0, end: text.length }]
      : [
          { start: 0, end: headCharacters },
          { start: text.length - tailCharacters, end: text.length },
        ];
  const tokens = parts.flatMap((part) => tokensIn(text, part));
  const head = text.slice(0, headCharacters);
  const shape = shapeOf(head);
  return {
    text,
    head,
    tokens,
    titles: titlesOf(head),
    causes: causesOf(head),
    looksBack: shape === "prose" && pastDay.test(head),
    shape,
  };
}

function tokensIn(text: string, part: Range): Token[] {
  const stretch = text.slice(part.start, part.end);
  const skipped = merged(rangesOf(asides, stretch));
  let next = 0;
  return tokensOf(stretch).flatMap((token) => {
    while (next < skipped.length && (skipped[next]?.end ?? 0) <= token.start) next++;
    const aside = skipped[next];
    if (aside && token.start >= aside.start && token.end <= aside.end) return [];
    const sentence = token.sentence + part.start;
    return [{ ...token, start: token.start + part.start, end: token.end + part.start, sentence }];
  });
}

function rangesOf(patterns: readonly RegExp[], text: string): Range[] {
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length })),
  );
}

/** By place, without the overlaps. */
function merged(found: Range[]): Range[] {
  found.sort((one, other) => one.start - other.start || other.end - one.end);
  const kept: Range[] = [];
  for (const range of found) {
    const last = kept.at(-1);
    if (last && range.start < last.end) last.end = Math.max(last.end, range.end);
    else kept.push(range);
  }
  return kept;
}

function titlesOf(head: string): Range[] {
  const named = [...head.matchAll(jsonNames), ...head.matchAll(namedLines)].slice(0, 8).map((match) => {
    const value = match[1] ?? "";
    const start = match.index + match[0].lastIndexOf(value);
    return { start, end: start + value.length };
  });
  const isJson = /^\s*[[{]\s*["{]/.test(head);
  if (isJson && named.length > 0) return named;
  const first = /\S.*/.exec(head);
  if (!first) return named;
  const end = first.index + Math.min(first[0].length, titleMaxCharacters);
  return [{ start: first.index, end }, ...named];
}

const month =
  "(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.?)";

/** Signs of a report about an earlier day: a post-mortem by its name, a full date in a sentence, how long it took. */
const pastDay = new RegExp(
  [
    "[Pp]ost-?[Mm]ortem",
    "[Ii]ncident [Rr]eport",
    "[Rr]oot [Cc]ause [Aa]nalysis",
    `[Oo]n (?:the )?(?:\\w{3,9}day,? )?${month} \\d`,
    `[Oo]n (?:the )?\\d{1,2}(?:st|nd|rd|th)? (?:of )?${month}`,
    `\\(${month} (?:\\d{1,2}(?:-\\d{1,2})?,? )?(?:19|20)\\d\\d\\)`,
    `(?:[Ii]n|[Oo]f|[Ss]ince)(?: early| late| mid-?)? (?:${month} )?(?:19|20)\\d\\d\\b(?![-/.:])`,
    "(?:outage|incident|disruption|downtime) (?:that )?(?:lasted|began|started|occurred|was caused|was triggered)",
    "[Bb]etween \\d\\d?:\\d\\d(?: ?[AaPp][Mm])? and \\d\\d?:\\d\\d",
    "experienced (?:an?|a major|a significant|a partial|a brief) (?:\\w+ )?(?:outage|incident|disruption|downtime)",
  ].join("|"),
);

const causeWords =
  /\b(?:due to|caused by|because of|root cause|triggered by|reason for|verursacht durch|causé par|causado por)\b[^\n.]{0,120}/gi;

function causesOf(head: string): Range[] {
  return [...head.matchAll(causeWords)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
}

export function isIn(ranges: readonly Range[], place: number): boolean {
  return ranges.some((range) => place >= range.start && place < range.end);
}
