import { describe, expect, it } from "vitest";
import { PhraseIndex } from "./phrases.ts";
import { tokensOf } from "./tokens.ts";

const matches = (phrase: string, text: string) =>
  new PhraseIndex([{ phrase, meaning: phrase }]).hits(tokensOf(text)).length > 0;

describe("PhraseIndex", () => {
  it.each([
    ["disk full", "Disk full on db-1", true],
    ["disk full", "disk is full", false],
    ["disk .. full", "disk on db-1 is full", true],
    ["disk .. full", "disk is fine. The hotel is full", false],
    ["replicat*", "replication stopped", true],
    ["can't|cannot", "I can’t print", true],
    ["errors?", "one error", true],
    ["please (set up|install) ", "please set up Visio", true],
    ["please (set up|install)", "please up Visio", false],
    ["slave lag", "MySQLSlaveLag", true],
    ["mysql", "MySQLSlaveLag", true],
    ["5xx", "NginxHigh5xxRate", true],
    ["stock transfer", "job fin_stock_transfer", true],
  ])("%s in %s: %s", (phrase, text, expected) => {
    expect(matches(phrase, text)).toBe(expected);
  });

  it.each([".. down", "ab* down", "%", "a*b"])("refuses %s, which cannot be looked up", (phrase) => {
    expect(() => new PhraseIndex([{ phrase, meaning: 0 }])).toThrow("phrase");
  });
});
