import { placeholderPattern, removedKinds } from "#lib/contracts/redaction.ts";
import { oneRemoved } from "./removed-text.ts";

/**
 * Plain text, one character that would be invisible or would rearrange what stands around it, or the placeholder of
 * something that was removed.
 */
export type Piece =
  | { kind: "text"; text: string }
  | { kind: "control"; name: string; meaning: string }
  | { kind: "removed"; name: string; meaning: string };

const steering: Record<string, [name: string, meaning: string]> = {
  "\u061C": ["ALM", "Arabic letter mark"],
  "\u200E": ["LRM", "left-to-right mark"],
  "\u200F": ["RLM", "right-to-left mark"],
  "\u202A": ["LRE", "left-to-right embedding"],
  "\u202B": ["RLE", "right-to-left embedding"],
  "\u202C": ["PDF", "pop directional formatting"],
  "\u202D": ["LRO", "left-to-right override"],
  "\u202E": ["RLO", "right-to-left override"],
  "\u2066": ["LRI", "left-to-right isolate"],
  "\u2067": ["RLI", "right-to-left isolate"],
  "\u2068": ["FSI", "first strong isolate"],
  "\u2069": ["PDI", "pop directional isolate"],
  "\u200B": ["ZWSP", "zero width space"],
  "\u2060": ["WJ", "word joiner"],
  "\uFEFF": ["BOM", "byte order mark"],
};

/** Abbreviations of the ASCII standard, by code. */
const asciiNames =
  "NUL SOH STX ETX EOT ENQ ACK BEL BS HT LF VT FF CR SO SI DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US".split(
    " ",
  );

const hexOf = (code: number) => `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;

function pieceOf(character: string): Piece {
  const code = character.codePointAt(0) ?? 0;
  const [name, meaning] = steering[character] ?? [
    code === 0x7f ? "DEL" : (asciiNames[code] ?? hexOf(code)),
    "control character",
  ];
  return { kind: "control", name, meaning: `${meaning}, ${hexOf(code)}` };
}

// Every control character but tab, line feed and carriage return before one, and what steers direction or has no width.
const special =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to be found.
  /([\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u2028-\u202E\u2060\u2066-\u2069\uFEFF]|\r(?!\n))/u;

function piecesOfPlain(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(placeholderPattern)) {
    const [placeholder, word] = match;
    const kind = removedKinds.find((known) => known === word);
    if (kind === undefined) continue;
    pieces.push({ kind: "text", text: text.slice(from, match.index) });
    pieces.push({ kind: "removed", name: placeholder.slice(1, -1), meaning: oneRemoved(kind) });
    from = match.index + placeholder.length;
  }
  return [...pieces, { kind: "text", text: text.slice(from) }];
}

/**
 * Splits a text so that a page can show what is really in it: escape codes and direction marks come out as named
 * pieces of their own and have no effect, and so do placeholders.
 */
export function visibleText(text: string): Piece[] {
  return text
    .split(special)
    .flatMap((part, index) => (index % 2 === 1 ? [pieceOf(part)] : piecesOfPlain(part)))
    .filter((piece) => piece.kind !== "text" || piece.text !== "");
}

/** The same for one line of a list or a heading: special characters are left out, placeholders stay as written. */
export function visibleLine(text: string): string {
  return text
    .split(special)
    .filter((_part, index) => index % 2 === 0)
    .join("");
}
