import fc from "fast-check";
import { expect, test } from "vitest";
import { withRunbookStep } from "./runbook-step.ts";

const steps = ["Look at the disk.", "Compare the graphs.", "Free space on it."];
const match = { title: "Disk is full", section: "Diagnosis › Which files", score: 0.9 };

test("the step that narrows down reads the runbook where one surely fits", () => {
  expect(withRunbookStep(steps, match, "db-4")).toEqual([
    steps[0],
    "Follow runbook Disk is full, section Which files, for db-4; expect one of its checks to match, else page its owner.",
    steps[2],
  ]);
});

test("stays as it is without a runbook, and with one that may not fit", () => {
  expect(withRunbookStep(steps, undefined, "db-4")).toBe(steps);
  expect(withRunbookStep(steps, { ...match, score: 0.4 }, "db-4")).toBe(steps);
});

test("keeps to the length of a step, whatever the runbook is called", () => {
  fc.assert(
    fc.property(fc.lorem({ maxCount: 40 }), fc.string(), fc.string(), (title, section, about) => {
      const [, step = ""] = withRunbookStep(steps, { title, section, score: 1 }, about);
      const words = step.split(/\s+/).length;
      expect(words).toBeGreaterThanOrEqual(5);
      expect(words).toBeLessThanOrEqual(30);
      expect(step.length).toBeLessThanOrEqual(300);
    }),
  );
});
