import { stripVTControlCharacters } from "node:util";

/** Longest title a list shows, in characters. */
export const titleMaxCharacters = 160;

// Control and format characters show as boxes in a list, and right-to-left marks turn its words around.
const invisible = /[\p{Cc}\p{Cf}]/gu;

const readable = (line: string) =>
  stripVTControlCharacters(line).replace(invisible, " ").replace(/\s+/g, " ").trim();

/** Words of a JSON alert that name it, best first. */
const jsonTitleKeys = ["summary", "title", "alertname", "message", "description"];

function jsonTitle(text: string): string | null {
  if (!text.startsWith("{") && !text.startsWith("[")) return null;
  for (const key of jsonTitleKeys) {
    const found = new RegExp(`"${key}"\\s*:\\s*"((?:[^"\\\\]|\\\\.){3,400})"`).exec(text)?.[1];
    if (found) return found.replaceAll(/\\[nrt]/g, " ").replaceAll("\\", "");
  }
  return null;
}

/** A ticket in one line: what a JSON alert calls itself, else the first line with letters; at most 160 characters. */
export function titleOf(text: string): string {
  const head = text.slice(0, 20_000);
  const lines = head.split(/\r?\n/, 200).map(readable);
  const line = jsonTitle(head) ?? lines.find((candidate) => /\p{L}{2}/u.test(candidate)) ?? lines[0] ?? "";
  const title = readable(line) || "(no readable text)";
  return title.length <= titleMaxCharacters
    ? title
    : `${title.slice(0, titleMaxCharacters - 1).toWellFormed()}…`;
}
