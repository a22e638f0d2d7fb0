import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { parseCases } from "#lib/evals/case-file.ts";
import { testPolicy } from "#lib/gateway/testing.ts";
import { type RoutingResult, runRoutingExperiment } from "./experiment.ts";

const file = path.join(import.meta.dirname, "../sets/core.jsonl");
const cases = parseCases("core", readFileSync(file, "utf8"));
const { routing } = testPolicy({});

describe.each([
  ["says something", false],
  ["says nothing", true],
])("with simulated models whose confidence %s about their errors", (_, blind) => {
  let result: RoutingResult;
  beforeAll(() => {
    result = runRoutingExperiment(cases, routing, { seeds: 20, blind });
  });

  test("the router is righter than a lot that spends as much, and not by chance", () => {
    const { router, control } = result.arms;
    expect(control.costUsd).toBeGreaterThanOrEqual(router.costUsd);
    expect(result.accuracyGain.interval?.low).toBeGreaterThan(0);
    expect(result.caughtGain.interval?.low).toBeGreaterThan(0);
  });

  test("it stands between its two tiers in cost, and above the cheap one in accuracy", () => {
    const { cheapOnly, router, strongOnly } = result.arms;
    expect(router.costUsd).toBeGreaterThan(cheapOnly.costUsd);
    expect(router.costUsd).toBeLessThan(strongOnly.costUsd);
    expect(router.accuracy).toBeGreaterThan(cheapOnly.accuracy);
  });
});

test("the same seeds give the same figures", () => {
  const once = () => runRoutingExperiment(cases.slice(0, 30), routing, { seeds: 2, blind: false });
  expect(once()).toEqual(once());
});
