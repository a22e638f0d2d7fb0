import type { Removed, RemovedKind } from "#lib/contracts/redaction.ts";
import type { Finding } from "./finding.ts";
import { settle } from "./settle.ts";

/** Numbers are written with blanks and hyphens or without, addresses in upper and lower case: the value is the same. */
const sameness: Partial<Record<RemovedKind, RegExp>> = {
  phone: /[\s().\-/]/g,
  card: /[\s.-]/g,
  iban: /[\s-]/g,
  "account-number": /[\s-]/g,
  "national-id": /[\s.-]/g,
};

/**
 * Gives each different value its placeholder, over all texts of one request. Values are known to this object alone and
 * for as long as it lives: neither they nor their hashes go anywhere, for a short value is found by its hash.
 */
export class Placeholders {
  readonly #numbers = new Map<RemovedKind, Map<string, number>>();

  #placeholderFor(kind: RemovedKind, value: string): string {
    const separators = sameness[kind];
    const same =
      separators || kind === "email"
        ? value.toLowerCase().replace(separators ?? /%40/g, separators ? "" : "@")
        : value;
    const numbers = this.#numbers.get(kind) ?? new Map<string, number>();
    this.#numbers.set(kind, numbers);
    const number = numbers.get(same) ?? numbers.size + 1;
    numbers.set(same, number);
    return `[${kind}-${number}]`;
  }

  /** The text with a placeholder in place of every finding. */
  apply(text: string, findings: readonly Finding[]): string {
    const parts: string[] = [];
    let from = 0;
    for (const { start, end, kind } of settle(findings)) {
      const placeholder = this.#placeholderFor(kind, text.slice(start, end));
      parts.push(text.slice(from, start), isJsonNumber(text, start, end) ? `"${placeholder}"` : placeholder);
      from = end;
    }
    parts.push(text.slice(from));
    return parts.join("");
  }

  /** How many different values of each kind there were. */
  counts(): Removed {
    return Object.fromEntries([...this.#numbers].map(([kind, numbers]) => [kind, numbers.size]));
  }
}

/** A number of JSON gets quotes, so that JSON stays JSON. */
const isJsonNumber = (text: string, start: number, end: number) =>
  /^-?\d+$/.test(text.slice(start, end)) &&
  /"\s{0,4}:\s{0,4}$/.test(text.slice(Math.max(0, start - 10), start)) &&
  /^\s{0,20}[,}\]]/.test(text.slice(end, end + 21));
