import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { repairSteps } from "./repair-steps.ts";
import { rateSteps, type StepCheck, stepScoreNeeded } from "./step-rubric.ts";

const text = "checkout-api on web-07 answers 502 since 10:02, upstream billing-db refuses connections";
const context = { text, category: "infra" } as const;
const good = [
  "Check the error log of checkout-api and expect one upstream to stand out; if none does, look at the proxy.",
  "Query the connection count of billing-db on its dashboard and expect it below 100; if it is higher, list the sessions.",
  "Restart checkout-api on web-07 with the owner's consent and expect 502 to stop in 5 minutes; if not, roll back.",
];

describe("rateSteps", () => {
  it("finds nothing wrong with steps one can act on", () => {
    expect(rateSteps(good, context)).toEqual(good.map(() => ({ score: 8, failed: [], reasons: [] })));
  });

  it.each<[string, string, StepCheck]>([
    [
      "no verb",
      "The error log of checkout-api should show one upstream; if none does, look at the proxy.",
      "verb",
    ],
    [
      "a name that is not in the text",
      "Check the log of checkout-v2 and expect one error; if none, ask.",
      "object",
    ],
    ["no name at all", "Check the log of the service and expect one error; if none, ask.", "object"],
    [
      "an invented path",
      "Check the log /var/lib/foo/bar.log for 502 and expect one; if none, ask.",
      "object",
    ],
    ["no place", "Compare 502 today with 502 of yesterday and expect fewer than 10; if more, wait.", "place"],
    ["no expectation", "Check the log of checkout-api; if it is empty, ask the owner.", "expectation"],
    ["no branch", "Check the log of checkout-api and expect fewer than 10 lines with 502 there.", "branch"],
    [
      "filler",
      "Check checkout-api's log as needed and expect 502; if not, investigate further.",
      "substance",
    ],
    ["too short", "Check checkout-api log", "form"],
    [
      "a secret",
      "Check the log of checkout-api with password: hunter2hunter2 and expect 502; if not, ask.",
      "form",
    ],
    [
      "a risky change without a way back",
      "Check the log of checkout-api, then delete billing-db; expect 0 errors if it is gone.",
      "order",
    ],
  ])("names what is missing: %s", (_name, step, check) => {
    const [, rating] = rateSteps([good[0] ?? "", step], context);
    expect(rating?.failed).toContain(check);
  });

  it("lets a change come first of all steps never", () => {
    expect(rateSteps([good[2] ?? ""], context)[0]?.failed).toEqual(["order"]);
  });

  it("wants the deciding question first when the category is unknown", () => {
    expect(rateSteps(good, { text, category: "unknown" })[0]?.failed).toEqual(["order"]);
  });

  it("takes the same aim twice for one step", () => {
    const again =
      "Check the error log of checkout-api once more and expect 502; if there is none, ask the owner.";
    expect(rateSteps([good[0] ?? "", again], context)[1]?.failed).toEqual(["form"]);
  });

  it("lets a step use a name that is known beside the text", () => {
    const step = "Check the log of ledger-core2 and expect one error; if none, ask the owner.";
    expect(rateSteps([step], context)[0]?.failed).toEqual(["object"]);
    expect(rateSteps([step], { ...context, known: ["ledger-core2"] })[0]?.failed).toEqual([]);
  });

  it("answers for any steps and any text, each time the same", () => {
    const line = fc.string({ unit: "binary", maxLength: 300 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 4 }), line, (steps, anyText) => {
        const ratings = rateSteps(steps, { text: anyText, category: "app" });
        expect(ratings.map(({ score, failed }) => score + failed.length)).toEqual(steps.map(() => 8));
        expect(rateSteps(steps, { text: anyText, category: "app" })).toEqual(ratings);
      }),
    );
  });
});

describe("repairSteps", () => {
  const filler = "Monitor the situation and investigate further as needed.";

  it("keeps steps one can act on and asks for no substitutes", () => {
    const repaired = repairSteps(good, () => expect.fail("not needed"), context);
    expect(repaired).toEqual({ steps: good, scores: [8, 8, 8], replaced: [] });
  });

  it("puts the substitute of the same place where a step fails", () => {
    const repaired = repairSteps([good[0] ?? "", filler, good[2] ?? ""], () => good, context);
    expect(repaired).toEqual({
      steps: good,
      scores: [8, 8, 8],
      replaced: [{ place: 1, score: expect.any(Number) }],
    });
  });

  it("never shows a substitute twice, nor one that fails itself", () => {
    const repaired = repairSteps(
      [filler, good[0] ?? "", filler],
      () => [good[0] ?? "", filler, "Wait."],
      context,
    );
    expect(repaired.steps).toEqual([filler, good[0], filler]);
    expect(repaired.scores[0]).toBeLessThan(stepScoreNeeded);
  });
});
