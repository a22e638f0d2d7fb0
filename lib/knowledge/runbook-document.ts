import { runbookMaxCharacters } from "#lib/contracts/runbooks.ts";
import { codesOf, joinedTerms, nameKey, termsOf } from "./terms.ts";

/** A runbook is cut at its headings; each piece says where it stands. */
interface RunbookSection {
  /** From 0, in the order of the document. */
  ordinal: number;
  /** Headings from the outermost to the section's own; empty before the first heading. */
  path: string[];
  text: string;
}

export interface RunbookDocument {
  id: string;
  title: string;
  sections: RunbookSection[];
}

const sectionMaxCharacters = 4_000;
const sectionsMax = 200;
const titleMaxCharacters = 200;
const headingMaxCharacters = 200;

/** Front matter of site generators: `key: value` lines between two fences at the very beginning. */
const frontMatter = /^(?:---|\+\+\+)[ \t]*\r?\n([\s\S]{0,20000}?)\r?\n(?:---|\+\+\+)[ \t]*(?:\r?\n|$)/;
const frontTitle = /^title\s{0,5}[:=]\s{0,5}["']?(.{1,300}?)["']?\s{0,5}$/m;
const heading = /^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/;
const fence = /^ {0,3}(`{3,}|~{3,})/;

const plainHeading = (text: string) =>
  text
    .replace(/\[([^\]]{0,200})\]\([^)]{0,500}\)/g, "$1")
    .replace(/[`*_]{1,3}(?=\S)|(?<=\S)[`*_]{1,3}(?=\s|$)/g, "")
    .trim()
    .slice(0, headingMaxCharacters)
    .toWellFormed();

/** Pieces of at most `sectionMaxCharacters`, cut between lines where that is possible. */
function pieces(lines: readonly string[]): string[] {
  const result: string[] = [];
  let piece = "";
  for (const line of lines) {
    if (piece && piece.length + line.length + 1 > sectionMaxCharacters) {
      result.push(piece);
      piece = "";
    }
    for (let from = 0; from === 0 || from < line.length; from += sectionMaxCharacters) {
      const part = line.slice(from, from + sectionMaxCharacters).toWellFormed();
      if (piece.length + part.length + 1 > sectionMaxCharacters && piece) {
        result.push(piece);
        piece = "";
      }
      piece += piece ? `\n${part}` : part;
    }
  }
  if (piece.trim()) result.push(piece);
  return result.map((text) => text.trim()).filter(Boolean);
}

/**
 * Reads a runbook: title from the front matter, the first heading or the id; sections by heading. Never throws: any
 * text is a runbook, at worst of one section. What goes beyond the bounds is left out.
 */
export function readRunbook(id: string, markdown: string): RunbookDocument {
  const content = markdown
    .slice(0, runbookMaxCharacters)
    .replace(/^\uFEFF/, "")
    .replaceAll("\r\n", "\n");
  const front = frontMatter.exec(content);
  const body = front ? content.slice(front[0].length) : content;
  const sections: RunbookSection[] = [];
  let path: string[] = [];
  let levels: number[] = [];
  let lines: string[] = [];
  let openFence: string | null = null;
  let firstHeading: string | null = null;
  const close = () => {
    for (const text of pieces(lines)) {
      if (sections.length < sectionsMax) sections.push({ ordinal: sections.length, path, text });
    }
    lines = [];
  };
  for (const line of body.split("\n")) {
    const fenced = fence.exec(line)?.[1];
    if (fenced) {
      if (openFence === null) openFence = fenced;
      else if (fenced.startsWith(openFence)) openFence = null;
    }
    const found = openFence === null ? heading.exec(line) : null;
    const name = found ? plainHeading(found[2] ?? "") : "";
    if (!found || !name) {
      lines.push(line);
      continue;
    }
    close();
    const level = found[1]?.length ?? 1;
    const kept = levels.filter((outer) => outer < level).length;
    path = [...path.slice(0, kept), name];
    levels = [...levels.slice(0, kept), level];
    firstHeading ??= name;
  }
  close();
  const named =
    frontTitle.exec(front?.[1] ?? "")?.[1]?.trim() || firstHeading || (id.split("/").at(-1) ?? id);
  return { id, title: named.slice(0, titleMaxCharacters).toWellFormed(), sections };
}

/** What of a runbook is searched, as terms. */
export interface RunbookTerms {
  /** What the runbook is called by title and name, each once. */
  title: string[];
  /** The same with neighbours written as one word. */
  titleJoined: string[];
  nameKey: string;
  sections: { heading: string[]; text: string[] }[];
}

/** The terms of a runbook, for the index. */
export function termsOfRunbook({ id, title, sections }: RunbookDocument): RunbookTerms {
  const name = id.split("/").at(-1) ?? id;
  const named = termsOf(name);
  const titled = termsOf(title);
  return {
    title: [...new Set([...named, ...titled])],
    titleJoined: [...new Set([...joinedTerms(named), ...joinedTerms(titled)])],
    nameKey: nameKey(name),
    sections: sections.map(({ path, text, ordinal }) => {
      const words = [...termsOf(text), ...codesOf(text)];
      return {
        heading: termsOf(path.slice(1).join(" ")),
        // The first section says what the runbook is about.
        text: ordinal === 0 ? [...words, ...joinedTerms(words)] : words,
      };
    }),
  };
}
