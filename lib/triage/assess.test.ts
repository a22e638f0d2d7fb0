import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  attacks,
  capabilities,
  certainties,
  cueStrengths,
  deadlines,
  type Facts,
  factEnvironments,
  factsSchema,
  harms,
  kinds,
  scopes,
  sourceLevels,
  trends,
  workarounds,
} from "#lib/contracts/facts.ts";
import { severities } from "#lib/contracts/vocabulary.ts";
import { assess } from "./assess.ts";
import { neutralFacts } from "./evidence.ts";
import { factsWith } from "./facts-with.ts";
import { tieOrder } from "./policy.ts";

const quote = fc.option(fc.string({ maxLength: 60 }), { nil: null });
const claim = <const Value extends string>(values: readonly Value[]) =>
  fc.record({ value: fc.constantFrom(...values), quote });

const anyFacts: fc.Arbitrary<Facts> = fc.record({
  kind: claim(kinds),
  scope: claim(scopes),
  capability: claim(capabilities),
  attack: claim(attacks),
  trend: claim(trends),
  workaround: claim(workarounds),
  environment: claim(factEnvironments),
  deadline: claim(deadlines),
  level: claim(sourceLevels),
  harms: fc.array(
    fc.record({ value: fc.constantFrom(...harms), certainty: fc.constantFrom(...certainties), quote }),
    { maxLength: 4 },
  ),
  cues: fc.array(
    fc.record({ category: fc.constantFrom(...tieOrder), strength: fc.constantFrom(...cueStrengths), quote }),
    { maxLength: 12 },
  ),
});

describe("assess", () => {
  it.each<[string, Parameters<typeof factsWith>[0], string]>([
    ["all users cannot pay", { scope: "all", capability: "core_down" }, "P0"],
    ["many users, core function broken", { scope: "many", capability: "core_broken" }, "P0"],
    ["a main function is down, nobody says for whom", { capability: "core_down" }, "P1"],
    ["many users, slower only", { scope: "many", capability: "degraded" }, "P2"],
    ["redundancy is gone", { capability: "redundancy_lost" }, "P2"],
    ["disk full in two days", { capability: "at_risk", deadline: "today" }, "P2"],
    ["certificate ends in a week", { capability: "at_risk", deadline: "later" }, "P3"],
    ["disk full within the hour", { capability: "at_risk", deadline: "now" }, "P1"],
    ["one user cannot work", { scope: "one", capability: "core_broken" }, "P2"],
    ["one user, something is slow", { scope: "one", capability: "degraded" }, "P3"],
    ["wrong colour", { capability: "cosmetic" }, "P3"],
    ["down, on staging only", { capability: "core_down", environment: "staging" }, "P2"],
    ["down for developers", { capability: "core_down", environment: "development" }, "P3"],
    ["many users, but a way round", { scope: "many", capability: "core_broken", workaround: "exists" }, "P1"],
    ["over already", { scope: "many", capability: "core_down", trend: "recovered" }, "P2"],
    ["attacker inside", { attack: "active" }, "P1"],
    ["attacker inside and many are hit", { attack: "active", scope: "many" }, "P0"],
    ["attack was blocked", { attack: "attempted" }, "P2"],
    ["the source says critical and nothing else", { level: "critical" }, "P1"],
    ["the source says info and nothing else", { level: "info" }, "P3"],
  ])("%s", (_name, given, severity) => {
    expect(assess(factsWith(given)).severity).toBe(severity);
  });

  it("takes data lost for certain as P0, even on a test system", () => {
    const facts = factsWith({
      environment: "development",
      harms: [{ value: "data_lost", certainty: "confirmed", quote: "lost" }],
    });
    expect(assess({ ...facts, capability: { value: "core_down", quote: null } }).severity).toBe("P1");
    expect(
      assess(factsWith({ harms: [{ value: "data_lost", certainty: "confirmed", quote: "lost" }] })).severity,
    ).toBe("P0");
  });

  it("never judges an incident low because its source printed no level", () => {
    expect(assess(factsWith({}))).toMatchObject({ category: "unknown", severity: "P2" });
  });

  it.each(["request", "question", "noise"] as const)("calls a %s unknown and P3", (kind) => {
    const facts = factsWith({ kind, cues: [{ category: "data", strength: "strong", quote: "table" }] });
    expect(assess(facts)).toMatchObject({ category: "unknown", severity: "P3" });
  });

  it("treats a request that shows an attacker inside as an incident", () => {
    expect(assess(factsWith({ kind: "request", attack: "active" }))).toMatchObject({
      category: "security",
      severity: "P1",
    });
  });

  it("prefers security, then data, then infra, then app when support is equal", () => {
    const cue = (category: "app" | "infra" | "data" | "security") =>
      ({ category, strength: "strong", quote: category }) as const;
    const category = (...cues: ReturnType<typeof cue>[]) => assess(factsWith({ cues })).category;
    expect(category(cue("app"), cue("infra"))).toBe("infra");
    expect(category(cue("infra"), cue("data"))).toBe("data");
    expect(category(cue("app"), cue("infra"), cue("data"), cue("security"))).toBe("security");
    expect(category(cue("app"), cue("app"), cue("security"))).toBe("app");
  });

  it("needs more than one weak cue for a category", () => {
    const weak = { category: "app", strength: "weak", quote: "app" } as const;
    expect(assess(factsWith({ cues: [weak] })).category).toBe("unknown");
    expect(assess(factsWith({ cues: [weak, weak] })).category).toBe("app");
  });

  it("says which rows fired", () => {
    const { reasons } = assess(
      factsWith({ scope: "many", capability: "core_broken", environment: "staging" }),
    );
    expect(reasons).toContain("impact narrow x urgency now -> P2");
    expect(reasons.join("\n")).toContain("staging lowers impact");
  });

  it("gives the same assessment for the same facts", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        expect(factsSchema.safeParse(facts).success).toBe(true);
        expect(assess(facts)).toEqual(assess(structuredClone(facts)));
      }),
    );
  });

  it("never judges less severe when more people are hit", () => {
    const wider: Facts["scope"]["value"][] = ["none", "one", "some", "many", "all"];
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const levels = wider.map((value) =>
          severities.indexOf(assess({ ...facts, scope: { value, quote: "x" } }).severity),
        );
        expect(levels).toEqual([...levels].sort((one, other) => other - one));
      }),
    );
  });

  it("knows a neutral value for every claim", () => {
    expect(factsWith({})).toMatchObject({ kind: { value: neutralFacts.kind } });
  });
});
