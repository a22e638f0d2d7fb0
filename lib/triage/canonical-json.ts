/** Keys that say when and through whom something was sent, not what it is about. In lower case. */
const volatileKeys = new Set([
  "startsat",
  "endsat",
  "updatedat",
  "createdat",
  "created",
  "timestamp",
  "time",
  "ts",
  "date",
  "fingerprint",
  "generatorurl",
  "silenceurl",
  "dashboardurl",
  "panelurl",
  "imageurl",
  "externalurl",
  "receiver",
  "groupkey",
  "truncatedalerts",
  "version",
  "orgid",
  "id",
  "uid",
  "uuid",
  "traceid",
  "trace_id",
  "spanid",
  "span_id",
  "requestid",
  "request_id",
  "eventid",
  "event_id",
]);

/** Deeper values are cut off; no message that people send is nested like that. */
const depthMax = 32;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value of a text that is one JSON object or array; null for any other text. */
export function jsonIn(text: string): object | null {
  if (!/^\s*[{[]/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    // Log lines may start with a bracket: no JSON is an answer here.
    return null;
  }
}

/** Keys kept of a path, the innermost ones, and characters kept of a key: a path tells, it does not have to lead. */
const pathKeysMax = 3;
const keyMaxCharacters = 80;
/** Characters of all lines together; what comes later does not count. */
const linesMaxCharacters = 30_000;

/**
 * A line `path value` for each leaf. The order of keys and of array items does not count; what belongs to one item of
 * an array stays on one line, so that two items cannot swap their states unnoticed. Paths and the whole are bounded:
 * a short text whose leaves repeat a long path would else grow without limit.
 */
export function linesOfJson(value: unknown): string[] {
  return linesBelow(value, [], 0, { characters: linesMaxCharacters });
}

function linesBelow(value: unknown, path: string[], depth: number, left: { characters: number }): string[] {
  if (left.characters <= 0) return [];
  if (depth > depthMax) return [path.join(" ")];
  if (Array.isArray(value)) {
    const items = value.map((item) => linesBelow(item, path, depth + 1, left).join(" ; "));
    return [...new Set(items)].sort();
  }
  if (!isRecord(value)) {
    const line = [...path, String(value).slice(0, left.characters)].join(" ");
    left.characters -= line.length;
    return [line];
  }
  return Object.keys(value)
    .filter((key) => !volatileKeys.has(key.toLowerCase()))
    .sort()
    .flatMap((key) => {
      const below = [...path, key.slice(0, keyMaxCharacters)].slice(-pathKeysMax);
      return linesBelow(value[key], below, depth + 1, left);
    });
}
