import { describe, expect, it } from "vitest";
import { stepTemplates } from "./step-templates.ts";
import { themes } from "./themes.ts";

const filler = /monitor the situation|investigate further|as needed|if appropriate/i;

describe.each(themes)("the steps for %s", (theme) => {
  const steps = stepTemplates[theme];

  it("are three different commands that name something and say what else to do", () => {
    expect(new Set(steps.map((step) => step.split(" ", 2).join(" "))).size).toBeGreaterThanOrEqual(2);
    for (const step of steps) {
      expect(step).toMatch(/^[A-Z][a-z]+ /);
      expect(step).toMatch(/\{\w+\}/);
      expect(step).not.toMatch(filler);
      expect(step.length).toBeLessThan(240);
    }
  });
});
