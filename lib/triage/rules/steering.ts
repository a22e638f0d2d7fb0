import { takeovers, triggers, verdicts, wishes } from "./steering-patterns.ts";

/** A stretch of a text that tells the reader what to answer. */
export interface Steering {
  start: number;
  end: number;
  /** Somebody speaks to the machine; a plain wish for priority does not count. */
  takeover: boolean;
}

const sentence = /[^.!?\n]{1,2000}(?:\.(?=\w)[^.!?\n]{1,2000}){0,20}/g;

/** A card or part of one, pasted as JSON, XML or `key: value` lines. At most 4,000 characters and no nesting above two. */
const pastedCard =
  /\{[^{}]{0,2000}"?(?:category|severity|schemaVersion|confidence)"?\s{0,5}:(?:[^{}]|\{[^{}]{0,1000}\}){0,2000}\}/gi;
const isCard = (json: string) =>
  [
    /"?category"?\s{0,5}:/i,
    /"?severity"?\s{0,5}:\s{0,5}"?p[0-4]/i,
    /"?confidence"?\s{0,5}:/i,
    /"?(?:steps|schemaVersion|evidence)"?\s{0,5}:/i,
  ].filter((key) => key.test(json)).length >= 2;

const encoded = /(?<![\w+/=])[A-Za-z0-9+/]{24,4000}={0,2}(?![\w+/=])/g;

/** Every stretch of a text that tells the reader what to answer, by place, without overlaps. Time is linear. */
export function steeringIn(text: string): Steering[] {
  const found: Steering[] = [...cardsIn(text), ...encodedIn(text)];
  let spokenTo = -1;
  for (const match of text.matchAll(sentence)) {
    const end = match.index + match[0].length;
    const said = undisguised(match[0]);
    const goesOn = spokenTo >= 0 && !text.slice(spokenTo, match.index).includes("\n");
    const isTold = triggers.test(said);
    if (
      (isTold && takeovers.some((pattern) => pattern.test(said))) ||
      (goesOn && verdicts.some((pattern) => pattern.test(said)))
    ) {
      found.push({ start: match.index, end, takeover: true });
      spokenTo = end;
      continue;
    }
    spokenTo = -1;
    if (isTold && wishes.some((pattern) => pattern.test(said)))
      found.push({ start: match.index, end, takeover: false });
  }
  return merged(found);
}

/** The text with other characters in place of such stretches, every other character where it was. */
export function withoutSteering(text: string, found: readonly Steering[], filler = " "): string {
  let result = "";
  let from = 0;
  for (const { start, end } of found) {
    // The line end keeps what stands before apart from what stands after.
    result += `${text.slice(from, start)}\n${filler.repeat(end - start - 1)}`;
    from = end;
  }
  return result + text.slice(from);
}

function cardsIn(text: string): Steering[] {
  if (!/"?severity"?\s{0,5}:|"?category"?\s{0,5}:/i.test(text)) return [];
  return [...text.matchAll(pastedCard)].flatMap((match) =>
    isCard(match[0]) ? [{ start: match.index, end: match.index + match[0].length, takeover: true }] : [],
  );
}

function encodedIn(text: string): Steering[] {
  return [...text.matchAll(encoded)].flatMap((match) => {
    const said = Buffer.from(match[0], "base64").toString("utf8");
    return takeovers.some((pattern) => pattern.test(said.slice(0, 2000)))
      ? [{ start: match.index, end: match.index + match[0].length, takeover: true }]
      : [];
  });
}

const lookalikes: Record<string, string> = {
  а: "a",
  е: "e",
  о: "o",
  р: "p",
  с: "c",
  у: "y",
  х: "x",
  і: "i",
  ѕ: "s",
  ј: "j",
  ԁ: "d",
  ո: "n",
  ο: "o",
  α: "a",
  ν: "v",
  ι: "i",
  ρ: "p",
  τ: "t",
  А: "A",
  В: "B",
  Е: "E",
  І: "I",
  К: "K",
  М: "M",
  Н: "H",
  О: "O",
  Р: "P",
  С: "C",
  Т: "T",
  Х: "X",
};

/** A word of Latin and of Greek, Cyrillic or Armenian letters: nobody writes so in good faith. */
const mixedWord = /\p{L}{0,60}(?:[A-Za-z][\u0370-\u058f]|[\u0370-\u058f][A-Za-z])\p{L}{0,60}/gu;
const pulledApart = /(?<=\b\p{L})[ ._*-](?=\p{L}\b)/gu;
const disguised = /[^\t -~äöüßéèêàâçñáíóúãõ’“”]|\b\p{L}[ ._*-]\p{L}[ ._*-]\p{L}\b/iu;

/** A sentence as a reader sees it: no invisible characters, plain letters, no letters pulled apart. */
function undisguised(said: string): string {
  if (!disguised.test(said)) return said;
  const visible = said.replace(/\p{Cf}|\p{Mn}/gu, "").normalize("NFKC");
  const plain = visible.replace(mixedWord, (word) =>
    word.replace(/[\u0370-\u058f]/g, (letter) => lookalikes[letter] ?? letter),
  );
  return plain.replace(pulledApart, "");
}

function merged(found: Steering[]): Steering[] {
  found.sort((one, other) => one.start - other.start || other.end - one.end);
  const kept: Steering[] = [];
  for (const next of found) {
    const last = kept.at(-1);
    if (last && next.start < last.end) {
      last.end = Math.max(last.end, next.end);
      last.takeover ||= next.takeover;
    } else kept.push({ ...next });
  }
  return kept;
}
