import { stemmer } from "stemmer";

/** Words that stand in every text. "not", "no", "down", "out", "full" are not among them: names of alerts hold them. */
const stopWords = new Set(
  `a about above after all also am an and any are as at be because been before being below but by can could did do
  does doing each either else ever every few for from get gets getting got had has have having he her here him his how
  i if in into is it its itself just let like many may me might more most much must my near of off on once one only or
  other our ours over own per please s said same say says see seem seems shall she should since so some still such t
  than that the their them then there these they thing things this those though thus to too under until up upon us use
  used using very via was we were what when where which while who whom whose why will with within without would yes yet
  you your hi hello dear thanks thank regards kind team following via etc
  der die das den dem des ein eine einen einem einer eines und oder ist sind war waren wird werden wurde auf aus bei
  bis durch für mit nach seit über um unter von vor zu zum zur ich wir sie er es nicht auch noch nur aber dass wenn
  le la les un une des et ou est sont sur dans par pour avec sans ce cette nous vous ils elles qui que il elle ne pas
  el los las una y o es son en por para con sin este esta nosotros ellos que se no su sus del al lo`.split(
    /\s+/,
  ),
);
for (const kept of ["no", "not", "near", "off", "over", "under"]) stopWords.delete(kept);

/** Longest word that is looked at; longer ones are base64, hashes and the like. */
const wordMaxCharacters = 60;

const word = /[\p{L}\p{N}]+/gu;
const mixedCase = /\p{Ll}\p{Lu}|\p{Lu}{2}\p{Ll}|\p{L}\p{N}+\p{Lu}/u;
const casePart =
  /\p{Lu}+s(?![\p{Ll}])|\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+(?:\p{Ll}+(?!\p{Ll}))?|[\p{Lo}\p{Lm}]+/gu;
/** `ORA-00060`, `KB5034441`, `E1205`, `SQLSTATE 42P01`: a code is one term, with or without its hyphen. */
const code = /(?<![\p{L}\p{N}_-])\p{Lu}{1,8}-?\p{N}{2,8}(?![\p{L}\p{N}_-])/gu;

/** Short forms that stand for the word wherever it stands. */
const shortForms: ReadonlyMap<string, string> = new Map(
  Object.entries({
    cert: "certificate",
    certs: "certificate",
    config: "configuration",
    configs: "configuration",
    db: "database",
    dbs: "database",
    k8s: "kubernetes",
    utilisation: "utilization",
  }),
);

/** A word as it is compared: lower case, spelled out, without its ending. */
export function stemOf(word: string): string {
  const small = word.toLowerCase();
  const lower = shortForms.get(small) ?? small;
  // The endings that the stemmer knows are English ones.
  return /^[a-z]+$/.test(lower) && lower.length > 3 ? stemmer(lower) : lower;
}

const isTelling = (small: string) =>
  small.length <= wordMaxCharacters &&
  !stopWords.has(small) &&
  (small.length > 1 || /[\p{Lo}]/u.test(small)) &&
  (!/^\p{N}+$/u.test(small) || /^[45]\p{N}\p{N}$/u.test(small));

/**
 * The terms of a text in its order: stems of its words, names in CamelCase and snake_case in their parts. Linear in the
 * text.
 */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  for (const [found] of text.matchAll(word)) {
    if (found.length > wordMaxCharacters * 2) continue;
    const parts = mixedCase.test(found) ? (found.match(casePart) ?? []) : [found];
    for (const part of parts) {
      const small = part.toLowerCase();
      if (isTelling(small)) terms.push(stemOf(small));
    }
  }
  return terms;
}

/** Codes of errors as one term without hyphen: `ORA-00060` → `ora00060`. */
export function codesOf(text: string): string[] {
  return [...text.matchAll(code)].map(([found]) => found.replace("-", "").toLowerCase());
}

/** Neighbours written as one word: "file system" is found by "filesystem" and the other way round. */
export function joinedTerms(terms: readonly string[]): string[] {
  return terms.flatMap((term, index) => {
    const next = terms[index + 1];
    return next && /^\p{L}{2,}$/u.test(term) && /^\p{L}{2,}$/u.test(next) ? [stemOf(term + next)] : [];
  });
}

/** A name without its case and separators: `KubePodCrashLooping`, `kube_pod_crash_looping` → `kubepodcrashlooping`. */
export function nameKey(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}
