import { createHash } from "node:crypto";
import { alertsIn, isPrintedAlert, wordsOfAlert } from "./canonical-alert.ts";
import { jsonIn, linesOfJson } from "./canonical-json.ts";
import { canonicalWords } from "./canonical-text.ts";

const hash = (parts: unknown, length: number) =>
  createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, length);

/** Read of a long text: its beginning, where it says what happened, and its end, where a log breaks off. */
const headCharacters = 24_000;
const tailCharacters = 6_000;

function linesOfText(text: string): string[] {
  const whole = text.length <= headCharacters + tailCharacters;
  const read = whole ? text : `${text.slice(0, headCharacters)}\n${text.slice(-tailCharacters)}`;
  return read.split("\n").filter((line) => line.trim() !== "");
}

/**
 * What stays of a text when everything accidental is gone, one line after the other; repeated lines count once. Made
 * to be read when two texts were or were not taken for the same incident.
 */
export function canonicalLines(text: string): string[] {
  const json = jsonIn(text);
  const alerts = alertsIn(json)?.map((alert) => wordsOfAlert(linesOfJson(alert).map(canonicalWords)));
  if (alerts) return [...new Set(alerts)].sort();
  const words = (json ? linesOfJson(json) : linesOfText(text)).map(canonicalWords);
  if (isPrintedAlert(text)) return [wordsOfAlert(words)];
  const lines = new Set(words.map((line) => line.join(" ")).filter((line) => line !== "" && line !== "#"));
  return json ? [...lines].sort() : [...lines];
}

/**
 * Equal for two texts about the same incident: 16 hexadecimal characters over what stays when ids, times, addresses,
 * host numbers and counters are gone. It rather keeps two reports of one incident apart than takes two incidents for
 * one. Of a long text only beginning and end are read, so that two long logs differ only by what stands there. Pure
 * and linear in the length of the text.
 */
export function fingerprint(text: string): string {
  const lines = canonicalLines(text);
  const hasWords = lines.length > 0 && /\p{L}/u.test(text);
  return hash(hasWords ? lines : text.trim().replace(/\s+/g, " ").toLowerCase(), 16);
}

export interface IncidentKeyParts {
  fingerprint: string;
  service: string | null;
  environment: string | null;
  promptVersion: string;
  policyVersion: string;
  schemaVersion: number;
  /** In the order of preference. */
  models: readonly string[];
}

/**
 * Key under which a card may be reused: 32 hexadecimal characters. Any other service, environment, prompt, policy,
 * shape of card or list of models is another key.
 */
export function incidentKey(parts: IncidentKeyParts): string {
  const {
    fingerprint: print,
    service,
    environment,
    promptVersion,
    policyVersion,
    schemaVersion,
    models,
  } = parts;
  const place = [service?.trim().toLowerCase() ?? null, environment];
  return hash([print, ...place, promptVersion, policyVersion, schemaVersion, models], 32);
}
