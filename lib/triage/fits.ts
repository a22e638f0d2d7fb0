import type { Facts } from "#lib/contracts/facts.ts";
import type { When } from "./policy.ts";

const allows = <Value>(allowed: readonly Value[] | undefined, value: Value) =>
  allowed === undefined || allowed.includes(value);

/** Do these facts meet every condition of a row? */
export function fits(when: When, facts: Facts): boolean {
  return (
    allows(when.scope, facts.scope.value) &&
    allows(when.capability, facts.capability.value) &&
    allows(when.attack, facts.attack.value) &&
    allows(when.trend, facts.trend.value) &&
    allows(when.workaround, facts.workaround.value) &&
    allows(when.environment, facts.environment.value) &&
    allows(when.deadline, facts.deadline.value) &&
    allows(when.level, facts.level.value) &&
    (when.harm === undefined || facts.harms.some((harm) => harmFits(when, harm)))
  );
}

function harmFits(when: When, harm: Facts["harms"][number]): boolean {
  return allows(when.harm, harm.value) && (!when.harmConfirmed || harm.certainty === "confirmed");
}
