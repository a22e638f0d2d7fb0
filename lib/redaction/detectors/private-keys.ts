import type { Finding } from "../finding.ts";

const beginning = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const ending = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
/** What a key's body may hold, with the escapes, indents and quotes of the formats that carry keys. */
const body = /[A-Za-z0-9+/=\s\\:,.\-"'|>#]*/y;
/** A key whose end is further away, or missing, goes as far as it may be one. */
const longestKey = 20_000;

/** Private keys from their first dash to their last, in one line or in many; those without an end, too. */
export function findPrivateKeys(text: string): Finding[] {
  const ends = [...text.matchAll(ending)].map((match) => match.index + match[0].length);
  const findings: Finding[] = [];
  let next = 0;
  for (const match of text.matchAll(beginning)) {
    const start = match.index;
    const afterHead = start + match[0].length;
    if (start < (findings.at(-1)?.end ?? 0)) continue;
    while ((ends[next] ?? Infinity) <= afterHead) next++;
    const end = ends[next];
    findings.push({
      start,
      end: end !== undefined && end - start <= longestKey ? end : openEnd(text, afterHead),
      kind: "private-key",
    });
  }
  return findings;
}

function openEnd(text: string, from: number): number {
  body.lastIndex = from;
  return from + (body.exec(text)?.[0].length ?? 0);
}
