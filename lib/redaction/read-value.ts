import type { Tie } from "./named-value.ts";

/** A value that follows a name: where it stands, and how sure that is. */
export interface ReadValue {
  start: number;
  end: number;
  tie: Tie;
}

/** Behind the name, in the order in which they are tried. The value begins where the match ends. */
const ties: readonly [RegExp, Tie][] = [
  // `key="DbPassword" value="…"`, `- name: DB_PASSWORD⏎ value: …`, `"name": "DB_PASSWORD", "value": "…"`
  [/\\{0,3}["']?[ \t]{0,4},?\s{0,40}\\{0,3}["']?value\\{0,3}["']?[ \t]{0,4}[:=][ \t]{0,4}/iy, "assigned"],
  // A block of YAML.
  [/["']?[ \t]{0,4}:[ \t]{0,4}[|>][+-]?[ \t]{0,4}\r?\n[ \t]{1,40}/y, "assigned"],
  [
    /\\{0,3}["'`]?\]?[ \t]{0,8}(?:=>|:=|->|={1,3}|%3[AaDd])[ \t]{0,8}(?:\r?\n[ \t]{1,40})?(?:string\(\d{1,6}\)[ \t]|Some\(|b(?=["']))?/y,
    "assigned",
  ],
  // A quoted name is one of JSON or of a dictionary.
  [/\\{0,3}["'`]\]?\s{0,8}:\s{0,40}/y, "assigned"],
  [/[ \t]{0,4}:[ \t]{0,8}(?=\\{0,3}["'`])/y, "assigned"],
  [/>\s{0,8}/y, "assigned"],
  [/[ \t]{0,4}:[ \t]{0,8}/y, "said"],
  [/[ \t]{1,4}(?:is|was|are|ist|lautet|es|est)[ \t]{0,4}:?[ \t]{1,4}/iy, "beside"],
];
const option = /[ \t]{1,8}/y;
const lineBelow = /[ \t]{0,4}:[ \t]{0,4}\r?\n[ \t]{0,40}(?=[^\s:]{6,200}[ \t]{0,8}(?:\r?\n|$))/y;
const spaceThenQuote = /[ \t]{1,8}(?:by[ \t]{1,4})?(?=["'])/iy;
const spaceThenWord = /[ \t]{1,8}(?=\S{4,200})/y;

/** A word up to what ends one; a comma or `&` only ends it where another name or a space follows. */
const word =
  /(?:[^\s;&"'`<>,\\]|&(?!$|\s|[\w.[\]-]{1,40}=|\w{2,6};)|\\(?![nrt"'\\])|,(?![\s"']|[\w.-]{1,40}[=:]|$)){1,4000}/y;
const longestWord = 3_990;
const restOfWord = /[^\s;&"'`<>]*/y;
const longestQuoted = 4_000;

const endOf = (pattern: RegExp, text: string, at: number): number | null => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : null;
};

function valueAt(text: string, at: number): [start: number, end: number] | null {
  const opening = /^(\\{0,3})(["'`])/.exec(text.slice(at, at + 4));
  if (opening) {
    const start = at + opening[0].length;
    for (
      let end = text.indexOf(opening[0], start);
      end !== -1 && end - start <= longestQuoted;
      end = text.indexOf(opening[0], end + 1)
    ) {
      // A quote with more backslashes before it than the opening one is part of the value.
      if (text[end - 1] !== "\\" || opening[1] !== "") return end > start ? [start, end] : null;
    }
    return wordAt(text, start);
  }
  return wordAt(text, at);
}

function wordAt(text: string, at: number): [start: number, end: number] | null {
  const end = endOf(word, text, at);
  if (end === null) return null;
  const written = text.slice(at, end);
  // A placeholder keeps its bracket, and the full stop behind it is not its.
  const placeholder = /^\[[a-z-]{1,30}-\d{1,6}\](?=[.,:)\]}]{0,4}$)/.exec(written)?.[0];
  const length = (placeholder ?? written.replace(/[.,:)\]}]{1,4}$/, "")).length;
  return length > 0 ? [at, at + length] : null;
}

const isOption = (text: string, nameStart: number) =>
  /(?:^|[\s"'`=])--?[\w-]{0,40}$/.test(text.slice(Math.max(0, nameStart - 44), nameStart));

/** The value that a text gives to the name that stands from `nameStart` to `nameEnd`, if it gives it one. */
export function readValue(text: string, nameStart: number, nameEnd: number): ReadValue | null {
  for (const [pattern, tie] of ties) {
    const at = endOf(pattern, text, nameEnd);
    const value = at === null ? null : valueAt(text, at);
    if (value) return { start: value[0], end: value[1], tie };
  }
  for (const [pattern, tie, applies] of [
    [lineBelow, "said", true],
    [spaceThenQuote, "beside", true],
    [option, "assigned", isOption(text, nameStart)],
    [spaceThenWord, "beside", true],
  ] as const) {
    const at = applies ? endOf(pattern, text, nameEnd) : null;
    const value = at === null ? null : valueAt(text, at);
    if (value) return { start: value[0], end: value[1], tie };
  }
  return null;
}

/** The end of a value that is longer than what is read at first. */
export function wholeEnd(text: string, { start, end }: ReadValue): number {
  return end - start < longestWord ? end : (endOf(restOfWord, text, end) ?? end);
}
