import { expect, test } from "vitest";
import { conceptsOf } from "./concepts.ts";
import { meaningsOf } from "./lexicon.ts";
import { stemOf } from "./terms.ts";

test("a sentence that says none of the phrases is taken by the rare words it shares with them", () => {
  const text = "One of the mirrored drives in the array has died and there is no spare";
  expect([...conceptsOf(text).keys()]).toContain("raid");
});

test("a single shared word says nothing", () => {
  expect(conceptsOf("Autoscaler")).toEqual(new Map());
  expect(conceptsOf("")).toEqual(new Map());
});

test("shares are between 0 and 1, and a hostile text costs no more than its words", () => {
  const text = "disk full node down pod crash certificate expired ".repeat(2_000);
  for (const { share } of conceptsOf(text).values()) {
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThanOrEqual(1);
  }
});

test("a phrase is found in equivalent words, and counts less then", () => {
  const exact = meaningsOf("the disk is full").get(stemOf("filesystem"));
  const equivalent = meaningsOf("the drive is filled").get(stemOf("filesystem"));
  expect(exact?.share).toBe(1);
  expect(equivalent?.share).toBeLessThan(1);
  expect(equivalent?.by).toBe(["drive", "filled"].map(stemOf).join(" "));
});
