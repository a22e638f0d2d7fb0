/** Plain text, or one character that would be invisible or would rearrange what stands around it. */
export type Piece = { kind: "text"; text: string } | { kind: "control"; name: string; meaning: string };

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

/**
 * Splits a text so that a page can show what is really in it: escape codes and direction marks come out as named
 * pieces of their own and have no effect.
 */
export function visibleText(text: string): Piece[] {
  return text
    .split(special)
    .map((part, index): Piece => (index % 2 === 1 ? pieceOf(part) : { kind: "text", text: part }))
    .filter((piece) => piece.kind === "control" || piece.text !== "");
}

/** The same for one line of a list or a heading, where the special characters are left out. */
export function visibleLine(text: string): string {
  return visibleText(text)
    .map((piece) => (piece.kind === "text" ? piece.text : ""))
    .join("");
}
