import { isRecord } from "./canonical-json.ts";

/**
 * Alerts that systems print: JSON of Alertmanager and its relatives, and the mails and chat messages made from it.
 * The same alert comes in all of these layouts, so for them the words count and the layout does not.
 */

/** The single alerts of a notification in JSON, each with its status; null when it is something else. */
export function alertsIn(json: object | null): object[] | null {
  if (!isRecord(json) || !Array.isArray(json.alerts) || json.alerts.length === 0) return null;
  const alerts = json.alerts.filter(
    (alert) => isRecord(alert) && isRecord(alert.labels) && "alertname" in alert.labels,
  );
  if (alerts.length < json.alerts.length) return null;
  return alerts.map((alert) => ({ status: json.status, ...alert }));
}

/**
 * Whether a text is one printed alert: it carries the key `alertname`, the head `[FIRING:1]`, or a first line
 * `Name is firing` with labels as `key=value` below it.
 */
export function isPrintedAlert(text: string): boolean {
  const names = text.match(/(?<![A-Za-z\d_])alertname["']?\s{0,3}[=:]/g)?.length ?? 0;
  return (
    names === 1 ||
    (names === 0 &&
      (/^\s{0,20}\[(?:FIRING|RESOLVED)(?::\d{1,5})?\]/.test(text) ||
        (/^[^A-Za-z]{0,10}(?::\w{1,30}:)?\s{0,5}[A-Z][a-z]\w{3,100} (?:is|has) (?:firing|resolved)/.test(
          text,
        ) &&
          /\n\w{1,60}=\S/.test(text))))
  );
}

const layoutWords = new Set([
  "#",
  "alert",
  "alertmanager",
  "alertname",
  "alerts",
  "annotations",
  "description",
  "is",
  "labels",
  "endsat",
  "rotating_light",
  "since",
  "source",
  "startsat",
  "status",
  "summary",
]);

const isAmount = (word: string) => /^(?:pct\d|(?:dur|size|num)\d+|few|\d+)$/.test(word);

/**
 * The words of a printed alert without those of its layout, each once and in an order of their own. An amount stays
 * with the word before it, so that two of them cannot change places.
 */
export function wordsOfAlert(lines: string[][]): string {
  const words = new Set<string>();
  for (const line of lines) {
    const said = line.filter((word) => !layoutWords.has(word));
    said.forEach((word, index) => {
      words.add(isAmount(word) ? `${said[index - 1] ?? ""}=${word}` : word);
    });
  }
  return [...words].sort().join(" ");
}
