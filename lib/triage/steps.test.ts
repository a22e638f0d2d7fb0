import { describe, expect, it } from "vitest";
import { assess } from "./assess.ts";
import { factsWith } from "./facts-with.ts";
import { rateSteps } from "./step-rubric.ts";
import { stepsFor } from "./steps.ts";
import { type Theme, themes } from "./themes.ts";

const texts = [
  "KubePodCrashLooping is firing: pod checkout-7f9 in namespace shop restarts, OOMKilled",
  "Nothing that anybody in the whole long building of ours tried so far has helped in the least",
  "ORA-01653 in job nightly_orders on db-04.example.com, endpoint /api/v1/orders answers 500",
  "Bitte um Hilfe: der Drucker im dritten Stock druckt nicht",
];
const unknownThemes: readonly Theme[] = ["request", "question", "noise", "vague"];

describe.each(themes)("the steps for %s", (theme) => {
  it.each(texts)("meet every check of the rubric: %s", (text) => {
    const category = unknownThemes.includes(theme) ? "unknown" : "infra";
    const facts = factsWith({});
    const steps = stepsFor({ text, service: null, facts, theme, assessment: { ...assess(facts), category } });
    for (const { failed } of rateSteps(steps, { text, category })) expect(failed).toEqual([]);
  });
});

describe("a name in a step", () => {
  const facts = factsWith({});
  const stepsOf = (text: string) =>
    stepsFor({ text, service: null, facts, theme: "vague", assessment: assess(facts) }).join("\n");

  it("is never a secret or an address of a person", () => {
    const steps = stepsOf("password: hunter2hunter2\nthe mail of anna.b@company.test is gone");
    expect(steps).not.toMatch(/hunter2|company/);
    expect(steps).toContain('"the mail of"');
  });

  it("is cut between words", () => {
    expect(stepsOf("The quarterly accounting reconciliation of the northern region is wrong")).toContain(
      '"The quarterly accounting reconciliation"',
    );
  });
});
