export const shapes = ["alert", "log", "trace", "prose"] as const;
export type Shape = (typeof shapes)[number];

const alertSigns =
  /\[FIRING|\[RESOLVED|\bfiring\b|"alertname"|\balertname\b|Detection fired|\bSIEM\b|startsAt|\bALERT\b|"?status"?\s{0,3}:\s{0,3}"?(?:firing|problem|critical)|\bstarted:? \d{4}-\d\d-\d\d[ T]\d\d:\d\d/i;
const traceSigns = /^[ \t]{1,40}at [\w$.<>/]{3,200}\(|Traceback \(most recent call last\)|^goroutine \d+ \[/m;
const logLine =
  /^(?:\[?\d{4}[-/.]\d\d[-/.]\d\d|\[?\d{1,2}[:./-]\d\d|[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:|\d{6,}[ :-]|\[[A-Z][a-z]{2} |\d{2}-\d{2} \d\d:|(?:INFO|WARN|ERROR|FATAL|DEBUG)\b|\d+ \w+ \w+ \d+)/;

const alertJson =
  /^\s*\{(?=[\s\S]{0,2000}"(?:rule|alert|alerts|labels|logsource|detection|trigger|monitor|alertname|severity)"\s{0,9}:)/;

/** What kind of text this is, by its layout alone. Linear. */
export function shapeOf(head: string): Shape {
  if (alertSigns.test(head) || alertJson.test(head)) return "alert";
  if (traceSigns.test(head)) return "trace";
  const lines = head.split("\n", 60).filter((line) => line.trim() !== "");
  const logLines = lines.filter((line) => logLine.test(line)).length;
  return lines.length > 0 && logLines * 2 >= lines.length ? "log" : "prose";
}
