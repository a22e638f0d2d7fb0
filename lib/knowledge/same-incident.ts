import type { IncidentTraits } from "./incident-traits.ts";
import type { RarityOf } from "./rarity.ts";
import { saidByBoth, speaksOfAnother } from "./title-likeness.ts";

export interface IncidentComparison {
  /** 0 to 1: how much of what tells them apart from other tickets the two have in common. */
  similarity: number;
  /** Surely about the same incident; a card is never reused for it, it is only pointed to. */
  duplicate: boolean;
  /** What both say, most telling first, without the sign of an identifier. */
  shared: string[];
}

export interface Report {
  traits: IncidentTraits;
  /** When it came in; null where that says nothing, as for a set of cases. */
  receivedAt: Date | null;
}

const minuteMs = 60_000;
const dayMinutes = 24 * 60;
/** The same alert again within this time is the same incident. */
const alertMinutes = 60;
/** People report an incident for about this long. */
const reportMinutes = dayMinutes;

/** Similarities from which two texts are about one incident, found on labelled pairs of alerts, logs and tickets. */
const thresholds = {
  samePrintedAlert: 0.8,
  sameWords: 0.42,
  sameFewWords: 0.9,
  sharedIdentifier: 0.27,
  sameSubject: 0.2,
  sameTitle: 0.22,
  toldByBoth: 0.2,
};
/** Two first lines say the same with so many words in common, names aside, and these shares of both. */
const sameTitle = { words: 4, ofShorter: 0.75, ofLonger: 0.6 };
/** Each text tells the other's first line, of so many words at least and up to this share. */
const toldByBoth = { titleWords: 3, words: 2, share: 0.55 };
/** An identifier or amount as telling as this is not shared by chance. */
const uniqueRarity = 4.5;
const sharedMax = 8;
/** So many words in common are no accident of a short text. */
const enoughWords = 5;
/** A text of fewer words says too little to be told again. */
const leastWords = 3;

/** Minutes between what the texts say of their time; null when one of them says nothing. */
function minutesApart(a: IncidentTraits["at"], b: IncidentTraits["at"]): number | null {
  if (a === null || b === null) return null;
  if ("ms" in a && "ms" in b) return Math.abs(a.ms - b.ms) / minuteMs;
  const minuteOf = (at: NonNullable<IncidentTraits["at"]>) =>
    "ms" in at ? Math.floor(at.ms / minuteMs) % dayMinutes : at.minuteOfDay;
  const apart = Math.abs(minuteOf(a) - minuteOf(b));
  return Math.min(apart, dayMinutes - apart);
}

const receivedApart = (a: Report, b: Report): number | null =>
  a.receivedAt && b.receivedAt ? Math.abs(a.receivedAt.getTime() - b.receivedAt.getTime()) / minuteMs : null;

/** Another cluster, database or service is another incident. */
function elsewhere(a: IncidentTraits, b: IncidentTraits): boolean {
  return [...a.places].some(([kind, place]) => b.places.has(kind) && b.places.get(kind) !== place);
}

/** Both titles name something, and nothing that the other names: two jobs, two tables, two hosts. */
function namesOthers({ titleNames: a }: IncidentTraits, { titleNames: b }: IncidentTraits): boolean {
  const only = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
    [...one].some((name) => !other.has(name));
  return only(a, b) && only(b, a);
}

/** The first lines say the same in nearly the same words. */
function saysTheSame({ titleWords: a }: IncidentTraits, { titleWords: b }: IncidentTraits): boolean {
  const common = [...a].filter((word) => b.has(word)).length;
  return (
    common >= sameTitle.words &&
    common >= sameTitle.ofShorter * Math.min(a.size, b.size) &&
    common >= sameTitle.ofLonger * Math.max(a.size, b.size)
  );
}

/** Two stack traces that end in other calls, whatever runs both of them. */
function failsElsewhere({ frames: a }: IncidentTraits, { frames: b }: IncidentTraits): boolean {
  const [innermost] = a;
  const [other] = b;
  return innermost !== undefined && other !== undefined && !a.includes(other) && !b.includes(innermost);
}

/** Each text tells somewhere what the first line of the other says. */
function tellsOfTheOther(a: IncidentTraits, b: IncidentTraits, rarityOf: RarityOf): boolean {
  if (a.titleWords.size === 0 || b.titleWords.size === 0) return false;
  if (Math.min(a.title.length, b.title.length) < toldByBoth.titleWords) return false;
  const { share, words } = saidByBoth(a, b, rarityOf);
  return words >= toldByBoth.words && share >= toldByBoth.share;
}

/**
 * The first lines say nothing but the same of a thing that both name, or one of them says more of it: "upgrade
 * commons-text" and "upgrade commons-text to fix …".
 */
function asksTheSameOf(a: IncidentTraits, b: IncidentTraits): boolean {
  const common = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
    [...one].filter((each) => other.has(each)).length;
  const names = Math.min(a.titleNames.size, b.titleNames.size);
  const words = Math.min(a.titleWords.size, b.titleWords.size);
  return (
    names > 0 &&
    words > 0 &&
    common(a.titleNames, b.titleNames) === names &&
    common(a.titleWords, b.titleWords) === words
  );
}

const normOf = (marks: ReadonlyMap<string, number>, rarityOf: RarityOf) =>
  Math.sqrt([...marks].reduce((sum, [mark, weight]) => sum + (weight * rarityOf(mark)) ** 2, 0));

/** Compares two reports. Pure and symmetric; about linear in the number of marks. */
export function compareIncidents(a: Report, b: Report, rarityOf: RarityOf): IncidentComparison {
  const shared: { mark: string; points: number }[] = [];
  for (const [mark, weight] of a.traits.marks) {
    const other = b.traits.marks.get(mark);
    if (other !== undefined) shared.push({ mark, points: weight * other * rarityOf(mark) ** 2 });
  }
  const points = shared.reduce((sum, each) => sum + each.points, 0);
  const norm = normOf(a.traits.marks, rarityOf) * normOf(b.traits.marks, rarityOf);
  const similarity = norm === 0 ? 0 : Math.min(1, points / norm);
  shared.sort((one, other) => other.points - one.points);
  const unique = shared.some(
    ({ mark, points: each }) =>
      (isAmountOrAddress(mark) || a.traits.things.has(mark) || b.traits.things.has(mark)) &&
      each >= uniqueRarity ** 2 * 4,
  );
  return {
    similarity,
    duplicate: isDuplicate(a, b, { similarity, unique, few: isFew(shared.length, a, b) }, rarityOf),
    shared: shared.slice(0, sharedMax).map(({ mark }) => mark.replace(/^=/, "")),
  };
}

/** Not names of programs, which many incidents share. */
const isAmountOrAddress = (mark: string) => mark.startsWith("=") && /[\d.]/.test(mark) && !mark.includes("_");

interface Likeness {
  similarity: number;
  /** They share an identifier or an amount that hardly anybody else has. */
  unique: boolean;
  /** They share few words, and each says something that the other does not. */
  few: boolean;
}

function isFew(shared: number, a: Report, b: Report): boolean {
  const lesser = Math.min(a.traits.marks.size, b.traits.marks.size);
  return shared < enoughWords && (shared < lesser || lesser < leastWords);
}

function isDuplicate(
  a: Report,
  b: Report,
  { similarity, unique, few }: Likeness,
  rarityOf: RarityOf,
): boolean {
  const { traits: one } = a;
  const { traits: other } = b;
  if (elsewhere(one, other)) return false;
  const said = minutesApart(one.at, other.at);
  const received = receivedApart(a, b);
  if (one.alert !== null && other.alert !== null) {
    if (one.alert !== other.alert) return false;
    return (said ?? received ?? Number.POSITIVE_INFINITY) <= alertMinutes;
  }
  const bothTimed = one.at !== null && other.at !== null;
  if (bothTimed || one.alert !== null || other.alert !== null) {
    return similarity >= thresholds.samePrintedAlert && (said ?? received ?? 0) <= alertMinutes;
  }
  if ((received ?? 0) > reportMinutes || namesOthers(one, other) || failsElsewhere(one, other)) return false;
  if (!isToldAgain(one, other, { similarity, unique, few }, rarityOf)) return false;
  // Last, as it is looked at for long: nearly all pairs are told apart before.
  return unique || !one.things.isDisjointFrom(other.things) || !speaksOfAnother(one, other);
}

/** Two reports by people say so much of the same that they may be of one incident. */
function isToldAgain(
  one: IncidentTraits,
  other: IncidentTraits,
  { similarity, unique, few }: Likeness,
  rarityOf: RarityOf,
): boolean {
  // Of few words the same are soon said: two people who forgot their password are not one incident.
  if (similarity >= (few ? thresholds.sameFewWords : thresholds.sameWords)) return true;
  if (saysTheSame(one, other) && similarity >= thresholds.sameTitle) return true;
  if (asksTheSameOf(one, other)) return true;
  if (!few && similarity >= thresholds.toldByBoth && tellsOfTheOther(one, other, rarityOf)) return true;
  const sameSubject = [...one.titleNames].some(
    (name) => isAmountOrAddress(name) && other.titleNames.has(name),
  );
  return unique && similarity >= (sameSubject ? thresholds.sameSubject : thresholds.sharedIdentifier);
}
