import type { Facts } from "#lib/contracts/facts.ts";
import type { Severity } from "#lib/contracts/vocabulary.ts";
import { assess } from "../assess.ts";

type Scope = Facts["scope"]["value"];
type Capability = Facts["capability"]["value"];

/** From harmless to grave; what is not told stands in the middle. */
const scopeOrder: readonly Scope[] = ["none", "one", "unknown", "some", "many", "all"];
const capabilityOrder: readonly Capability[] = [
  "none",
  "cosmetic",
  "at_risk",
  "redundancy_lost",
  "unknown",
  "degraded",
  "core_broken",
  "core_down",
];

interface Reading {
  scope: Scope;
  capability: Capability;
  distance: number;
}

/** Every reading of who is hit and what is lost, the nearest to a given one first. */
function readingsNear(fromScope: Scope, fromCapability: Capability): Reading[] {
  const atScope = scopeOrder.indexOf(fromScope);
  const atCapability = capabilityOrder.indexOf(fromCapability);
  return capabilityOrder
    .flatMap((capability, index) =>
      scopeOrder.map((scope, place) => ({
        scope,
        capability,
        distance: Math.abs(place - atScope) + Math.abs(index - atCapability),
      })),
    )
    .sort((one, other) => one.distance - other.distance);
}

const readings = new Map(
  scopeOrder.flatMap((scope) =>
    capabilityOrder.map((capability) => [`${scope} ${capability}`, readingsNear(scope, capability)] as const),
  ),
);

/** The facts, and with less certain harm, for a text whose words on harm were taken too hard. */
function* milder(facts: Facts): Generator<Facts> {
  yield facts;
  if (facts.trend.value === "recovered" || facts.deadline.value === "now")
    yield {
      ...facts,
      trend: { value: "unknown", quote: null },
      deadline: { value: "none", quote: null },
    };
  const attack =
    facts.attack.value === "active" ? ({ ...facts.attack, value: "attempted" } as const) : facts.attack;
  const harms = facts.harms.map((harm) => ({ ...harm, certainty: "likely" as const }));
  yield { ...facts, attack, harms };
  yield { ...facts, attack, harms: harms.filter(({ value }) => value === "data_wrong") };
  yield { ...facts, attack: { value: "none", quote: null }, harms: [] };
}

/**
 * Makes the facts say the severity that the weights found: of the readings that lead there by policy the one nearest
 * to what was recognised, shown by `quotes`, the words that speak for it. As they were when no reading leads there.
 */
export function settleSeverity(facts: Facts, severity: Severity, quotes: readonly string[]): Facts {
  const { category, severity: told } = assess(facts);
  const quote = quotes[0];
  if (told === severity || facts.kind.value !== "incident" || quote === undefined) return facts;
  const near = readings.get(`${facts.scope.value} ${facts.capability.value}`) ?? [];
  for (const candidate of milder(facts)) {
    for (const { scope, capability } of near) {
      const settled: Facts = {
        ...candidate,
        scope: scope === facts.scope.value ? facts.scope : { value: scope, quote },
        capability: capability === facts.capability.value ? facts.capability : { value: capability, quote },
      };
      const assessment = assess(settled);
      if (assessment.severity === severity && assessment.category === category) return settled;
    }
  }
  return facts;
}
