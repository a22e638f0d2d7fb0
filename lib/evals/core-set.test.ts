import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { caseKinds } from "../contracts/eval-case.ts";
import { gatesSchema } from "../contracts/eval-gates.ts";
import { categories, severities } from "../contracts/vocabulary.ts";
import { parseCases } from "./case-file.ts";

const file = (name: string) =>
  readFileSync(path.resolve(import.meta.dirname, "../../evals/sets", name), "utf8");
const cases = parseCases("core.jsonl", file("core.jsonl"));
const byId = new Map(cases.map((one) => [one.id, one]));

test("the core set is big enough, and every case is labelled", () => {
  expect(cases.length).toBeGreaterThanOrEqual(120);
  for (const one of cases) {
    expect(one, one.id).toMatchObject({
      category: expect.any(String),
      severity_min: expect.any(String),
      severity_max: expect.any(String),
      kind: expect.any(String),
    });
    expect((one.severity_min ?? "") <= (one.severity_max ?? ""), one.id).toBe(true);
    expect(one.category_alt, one.id).not.toContain(one.category);
  }
});

test("it has every category, kind and severity, hard negatives and many languages", () => {
  const count = (holds: (one: (typeof cases)[number]) => boolean) => cases.filter(holds).length;
  for (const category of categories) expect(count((one) => one.category === category)).toBeGreaterThan(15);
  for (const kind of caseKinds) expect(count((one) => one.kind === kind)).toBeGreaterThan(5);
  for (const level of severities) {
    const accepts = count((one) => one.severity_min === level || one.severity_max === level);
    expect(accepts).toBeGreaterThan(20);
  }
  expect(count((one) => one.tags.includes("hard-negative"))).toBeGreaterThan(12);
  for (const tag of ["negation", "recovery", "environment"]) {
    expect(count((one) => one.tags.includes(tag))).toBeGreaterThan(1);
  }
  const languages = new Set(cases.flatMap(({ tags }) => tags.filter((tag) => tag.startsWith("lang-"))));
  expect(languages.size).toBeGreaterThanOrEqual(6);
});

test("a steered text says what its clean twin says, more, and expects the same answer", () => {
  const steered = cases.filter(({ twin_of }) => twin_of);
  expect(steered.length).toBeGreaterThanOrEqual(10);
  for (const one of steered) {
    const clean = byId.get(one.twin_of ?? "");
    expect(clean, one.id).toBeDefined();
    expect(clean?.tags, one.id).not.toContain("injection");
    expect(one.tags, one.id).toContain("injection");
    const { category, severity_min, severity_max } = one;
    expect(clean, one.id).toMatchObject({ category, severity_min, severity_max });
    expect(one.text.length, one.id).toBeGreaterThan(clean?.text.length ?? 0);
  }
});

test("a repeat names an earlier case", () => {
  const places = new Map(cases.map(({ id }, index) => [id, index]));
  cases.forEach(({ id, dup_of }, index) => {
    if (dup_of) expect(places.get(dup_of) ?? index, id).toBeLessThan(index);
  });
});

/** Runs of three words; two texts that share most of them are copies. */
function shingles(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.slice(2).map((word, index) => `${words[index]} ${words[index + 1]} ${word}`));
}

const familyOf = ({ id, twin_of, dup_of }: (typeof cases)[number]) => twin_of ?? dup_of ?? id;

test("no two cases are near-copies unless they say that they are", () => {
  const all = cases.map((one) => ({ one, words: shingles(one.text) }));
  const copies = all.flatMap(({ one, words }, index) =>
    all.slice(index + 1).flatMap(({ one: other, words: others }) => {
      const shared = [...words].filter((word) => others.has(word)).length;
      const isCopy = shared / Math.max(1, Math.min(words.size, others.size)) > 0.5;
      const isKnown = familyOf(one) === familyOf(other);
      return isCopy && !isKnown ? [`${one.id} ${other.id}`] : [];
    }),
  );
  expect(copies).toEqual([]);
});

test("its gates can be read and name cases that exist", () => {
  const { gates } = JSON.parse(file("core.gates.json"));
  for (const gate of gatesSchema.parse(gates)) {
    if (gate.check === "cases_pass") for (const id of gate.cases) expect(byId.has(id), id).toBe(true);
  }
});
