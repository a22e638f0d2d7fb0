/** A part of a ticket with how much its words tell of what is wrong. */
export interface TellingPart {
  text: string;
  /** 0 to 3. */
  weight: number;
}

const weights = { name: 3, says: 2, title: 2, error: 1.6, text: 1, detail: 0.3 };

/** Characters of a text that are read whole; after them only lines that tell of an error. */
const headCharacters = 8_000;
const errorLinesMax = 40;
const lineMaxCharacters = 1_000;

const nameKeys = /^(?:alert_?name|alert|rule_?name|rule|monitor|trigger|check_?name|problem)$/i;
const saysKeys =
  /^(?:summary|description|message|msg|title|subject|name|text|body|error|reason|details?|event|exception|culprit)$/i;
const layoutLine = /^(?:labels|annotations|value|source|firing|resolved|alerts?)\s{0,3}:?(?:\s.{0,40})?$/i;
const keyed = /^[\s*-]{0,6}"?([A-Za-z][\w.-]{0,39})"?\s{0,3}[=:]\s{0,3}"?(\S.*?)"?,?$/;
const firing =
  /^(?:\[(?:FIRING|RESOLVED)[^\]]{0,20}\]|:\w{1,30}:|\*{0,2}(?:Detection fired|SIEM)\s{0,2}:)\s{0,3}"?([^\s(*"]{3,100})/;
const isFiring = /^[^\w]{0,6}([A-Z][\w:.-]{3,100}) (?:is|has been) firing/;
const stackFrame = /^\s{1,40}(?:at |File "|\.\.\. \d)/;
const errorWords =
  /\b(?:error|errno|exception|fatal|panic|fail(?:ed|ure|s|ing)?|denied|refused|timed? ?out|unable|cannot|can't|crit(?:ical)?|killed|no space|not ready|unreachable|expired|corrupt\w*)\b/i;
const tailInBrackets = /\(([^()]{3,400})\)\s{0,3}$/;

/** Names that machines make: hosts, pods, ids, addresses, times, paths with numbers. They tell where, not what. */
const madeByMachine =
  /(?<![\p{L}\p{N}])(?:https?:\/\/\S{1,500}|(?=[\p{Ll}\p{N}./_:@-]{0,200}\p{N})(?=[\p{Ll}\p{N}./_:@-]{0,200}[-./:@_])[\p{Ll}\p{N}][\p{Ll}\p{N}./_:@-]{2,200}|\p{N}{4}-\p{N}\p{N}-\p{N}\p{N}[T ]?[\p{N}:.Z]{0,20})(?![\p{L}\p{N}])/gu;
/** Labels of metrics with their value: where, not what. */
const placeLabels =
  /\b(?:namespace|pod|instance|host|hostname|job|cluster|node|container|device|endpoint|service|region|zone|receiver|integration|managedBy|ceph_daemon|device_class)\s?[ =:]\s?(?=[\p{Ll}\p{N}]{1,40}(?:[-\p{N},;)·]|$))[\p{L}\p{N}._/-]{1,80}/gu;

/** `node-22`, `osd.16`: what it is stays, which one it is goes. */
const numbered = /^(\p{Ll}{2,12})[-._]?\p{N}{1,4}$/u;

const withoutPlaces = (text: string) =>
  text
    .replace(placeLabels, " ")
    .replace(madeByMachine, (name) => ` ${numbered.exec(name.replace(/[:.,]+$/, ""))?.[1] ?? ""} `);

function partsOfJson(value: unknown, key: string, parts: TellingPart[], depth = 0): void {
  if (parts.length > 200 || depth > 12) return;
  if (typeof value === "string") {
    if (nameKeys.test(key)) parts.push({ text: value.slice(0, 200), weight: weights.name });
    else if (saysKeys.test(key))
      parts.push({ text: withoutPlaces(value.slice(0, 4_000)), weight: weights.says });
    else parts.push({ text: withoutPlaces(value.slice(0, 300)), weight: weights.detail });
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [below, item] of Object.entries(value)) {
    partsOfJson(item, Array.isArray(value) ? key : nameOfRule(key, below), parts, depth + 1);
  }
}

/** `{"rule": {"name": …}}` names its rule. */
const nameOfRule = (outer: string, key: string) =>
  nameKeys.test(outer) && /^(?:name|title)$/i.test(key) ? outer : key;

function jsonOf(text: string): unknown {
  if (!/^\s{0,100}[{[]/.test(text)) return null;
  try {
    return JSON.parse(text);
  } catch {
    // A log line may begin with a bracket.
    return null;
  }
}

function partsOfLine(line: string, isFirst: boolean): TellingPart[] {
  const name = (firing.exec(line) ?? isFiring.exec(line))?.[1];
  if (name) return [{ text: name, weight: weights.name }];
  if (layoutLine.test(line.trim())) return [];
  if (stackFrame.test(line)) return [{ text: line, weight: weights.detail }];
  const pair = keyed.exec(line);
  if (pair?.[1] && pair[2]) {
    if (nameKeys.test(pair[1])) return [{ text: pair[2], weight: weights.name }];
    if (saysKeys.test(pair[1])) return [{ text: withoutPlaces(pair[2]), weight: weights.says }];
    if (/^\s*-|=/.test(line)) return [{ text: withoutPlaces(line), weight: weights.detail }];
  }
  const tail = line.length > 60 || /^\s*\(/.test(line) ? tailInBrackets.exec(line) : null;
  const said = tail ? line.slice(0, tail.index) : line;
  const weight = isFirst ? weights.title : errorWords.test(said) ? weights.error : weights.text;
  const parts = [{ text: withoutPlaces(said), weight }];
  if (tail?.[1]) parts.push({ text: withoutPlaces(tail[1]), weight: weights.detail });
  return parts;
}

/**
 * The parts of a ticket that tell what is wrong: the alert's name, what it says, the first line, lines with errors.
 * Names of hosts, labels and times are left out. Linear; of a long text the beginning and lines with errors.
 */
export function tellingParts(text: string): TellingPart[] {
  const json = jsonOf(text);
  if (typeof json === "object" && json !== null) {
    const parts: TellingPart[] = [];
    partsOfJson(json, "", parts);
    return parts;
  }
  const parts: TellingPart[] = [];
  let read = 0;
  let errorLines = 0;
  let isFirst = true;
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    if (read > headCharacters) {
      if (errorLines >= errorLinesMax) break;
      if (!errorWords.test(line.slice(0, lineMaxCharacters))) continue;
      errorLines++;
    }
    parts.push(...partsOfLine(line.slice(0, lineMaxCharacters), isFirst));
    read += line.length + 1;
    isFirst = false;
  }
  return parts;
}
