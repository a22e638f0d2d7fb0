/** Beginning of a text that its layout is judged by, in characters. */
const readCharacters = 20_000;
/** Lines of a kind from which it is there, and its least share of all lines. */
const linesNeeded = 3;
const shareNeeded = 0.15;

const traceLine =
  /^\s*(?:at [\w$.<>/]+\(|File "[^"]{1,200}", line \d+|Caused by: |goroutine \d+ \[|#\d+ +0x)/;
const logLine =
  /^\s*(?:\[?\d{4}[-/.]\d\d[-/.]\d\d[ T]|[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d|\d\d:\d\d:\d\d\b|\[?(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL)\]?\b)/;
const dataLine = /^\s*(?:[{}[\]],?|"[^"]{1,100}"\s*:|[\w.-]{1,60}: ?\S{1,200})$/;

type LineKind = "trace" | "log" | "data" | "prose";

function kindOf(line: string): LineKind {
  if (traceLine.test(line)) return "trace";
  if (logLine.test(line)) return "log";
  return dataLine.test(line) ? "data" : "prose";
}

/**
 * Whether a text is of several kinds in one, such as prose with a stack trace under it, or log lines with a
 * configuration. Judged by the layout of its beginning; linear.
 */
export function isMixedText(text: string): boolean {
  const lines = text
    .slice(0, readCharacters)
    .split("\n")
    .map((line) => line.slice(0, 300))
    .filter((line) => line.trim() !== "");
  const counts = new Map<LineKind, number>();
  for (const line of lines) counts.set(kindOf(line), (counts.get(kindOf(line)) ?? 0) + 1);
  const kinds = [...counts.values()].filter(
    (count) => count >= linesNeeded && count >= shareNeeded * lines.length,
  );
  return kinds.length > 1;
}
