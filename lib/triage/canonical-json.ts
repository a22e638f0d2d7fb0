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

/**
 * A line `path value` for each leaf. The order of keys and of array items does not count; what belongs to one item of
 * an array stays on one line, so that two items cannot swap their states unnoticed.
 */
export function linesOfJson(value: unknown, path = "", depth = 0): string[] {
  if (depth > depthMax) return [path];
  if (Array.isArray(value)) {
    const items = value.map((item) => linesOfJson(item, path, depth + 1).join(" ; "));
    return [...new Set(items)].sort();
  }
  if (!isRecord(value)) return [`${path} ${String(value)}`];
  return Object.entries(value)
    .filter(([key]) => !volatileKeys.has(key.toLowerCase()))
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .flatMap(([key, item]) => linesOfJson(item, `${path} ${key}`, depth + 1));
}
