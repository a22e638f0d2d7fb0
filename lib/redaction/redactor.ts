import { bulkhead, TimeoutStrategy, timeout, wrap } from "cockatiel";
import type { Removed } from "#lib/contracts/redaction.ts";
import type { Json } from "#lib/contracts/text.ts";
import { findBankData } from "./detectors/bank.ts";
import { findEmails } from "./detectors/email.ts";
import { findHeaders } from "./detectors/headers.ts";
import { findKnownTokens } from "./detectors/known-tokens.ts";
import { findNamedSecrets } from "./detectors/named-secrets.ts";
import { findNationalIds } from "./detectors/national-ids.ts";
import { findPhones } from "./detectors/phone.ts";
import { findPrivateKeys } from "./detectors/private-keys.ts";
import { findBySecretlint } from "./detectors/secretlint.ts";
import { findUrlCredentials } from "./detectors/url-credentials.ts";
import type { Detector, Finding } from "./finding.ts";
import { type Leaf, mapRecord } from "./json-strings.ts";
import { wholeValueKind } from "./named-value.ts";
import { Placeholders } from "./placeholders.ts";

/** What came in from outside and may hold what nobody else may see. */
interface Redactable {
  texts: readonly string[];
  record: Record<string, Json>;
}

interface Redacted {
  /** In the order given. */
  texts: string[];
  record: Record<string, Json>;
  removed: Removed;
}

/** Rejects when it cannot vouch for the answer; then nothing of what was given may go anywhere. */
export type Redact = (given: Redactable) => Promise<Redacted>;

/** Of two that find the same the first names it. */
export const detectors: readonly Detector[] = [
  findPrivateKeys,
  findKnownTokens,
  findBySecretlint,
  findUrlCredentials,
  findHeaders,
  findNamedSecrets,
  findBankData,
  findNationalIds,
  findPhones,
  findEmails,
];

interface RedactorOptions {
  detectors: readonly Detector[];
  /** Not done within this, waiting for its turn left out, and the redaction has failed. */
  limitMs: number;
}

const separator = "\n\n";

/** `billingPhone` reads as `billing Phone`, for names are looked for at the beginning of a word. */
const spoken = (name: string) => name.replace(/([a-z\d])([A-Z])/g, "$1 $2");

/**
 * Replaces secrets and personal data by placeholders. The leaves of the record are read as lines of one text, each
 * behind its name, so that the cost does not depend on their number. One request is read after the other: it is all
 * work of one processor, and of many that take turns each would take as long as all of them and miss the limit. One
 * that never ends holds up the others no longer than that.
 */
export function createRedactor({ detectors: all, limitMs }: RedactorOptions): Redact {
  async function findAll(text: string, giveUpAtMs: number): Promise<Finding[]> {
    const findings: Finding[] = [];
    for (const detect of all) {
      findings.push(...(await detect(text)));
      // One that keeps the processor to itself is not met by a timer.
      if (performance.now() > giveUpAtMs) throw new Error(`redaction took longer than ${limitMs} ms`);
    }
    return findings;
  }

  async function redact({ texts, record }: Redactable): Promise<Redacted> {
    const giveUpAtMs = performance.now() + limitMs;
    const placeholders = new Placeholders();
    const redacted: string[] = [];
    for (const text of texts) redacted.push(placeholders.apply(text, await findAll(text, giveUpAtMs)));

    const leaves: Leaf[] = [];
    mapRecord(record, (leaf) => {
      leaves.push(leaf);
      return leaf.text;
    });
    const lines = leaves.map(({ text, name }) => ({ head: name === null ? "" : `${spoken(name)}: `, text }));
    const found = await findAll(lines.map(({ head, text }) => head + text).join(separator), giveUpAtMs);
    const cut = cutter(found);
    let at = 0;
    const replaced = leaves.map(({ text, name }, index) => {
      const start = at + (lines[index]?.head.length ?? 0);
      at = start + text.length + separator.length;
      const kind = name === null ? null : wholeValueKind(name, text);
      return placeholders.apply(
        text,
        kind === null ? cut(start, start + text.length) : [{ start: 0, end: text.length, kind }],
      );
    });
    let next = 0;
    return {
      texts: redacted,
      record: mapRecord(record, () => replaced[next++] ?? ""),
      removed: placeholders.counts(),
    };
  }

  const turns = wrap(bulkhead(1, Number.POSITIVE_INFINITY), timeout(limitMs, TimeoutStrategy.Aggressive));
  return (given) => turns.execute(() => redact(given));
}

/** Hands out the findings within one part after the other, counted from the part's beginning. */
function cutter(findings: readonly Finding[]) {
  const sorted = findings.toSorted((a, b) => a.start - b.start);
  return (from: number, to: number): Finding[] =>
    sorted
      .filter(({ start, end }) => start < to && end > from)
      .map(({ start, end, kind }) => ({
        start: Math.max(start, from) - from,
        end: Math.min(end, to) - from,
        kind,
      }));
}
