import type { Facts, harms } from "#lib/contracts/facts.ts";
import type { Category, Severity } from "#lib/contracts/vocabulary.ts";

/**
 * How facts become category and severity, as tables. Shape of the matrix: ITIL (priority = impact x urgency), cut to
 * four levels. What counts as wide, and that between two levels the higher one is taken: the public severity
 * definitions of PagerDuty, GitLab and Atlassian, which agree on these points.
 */

export const impacts = ["narrow", "some", "wide"] as const;
export type Impact = (typeof impacts)[number];

export const urgencies = ["later", "today", "now"] as const;
export type Urgency = (typeof urgencies)[number];

export const severityMatrix: Record<Impact, Record<Urgency, Severity>> = {
  wide: { now: "P0", today: "P1", later: "P2" },
  some: { now: "P1", today: "P2", later: "P3" },
  narrow: { now: "P2", today: "P3", later: "P3" },
};

type ValueOf<Fact extends keyof Facts> = Facts[Fact] extends { value: infer Value } ? Value : never;

/** Every named fact has one of its listed values; a fact that is not named does not matter. */
export interface When {
  scope?: readonly ValueOf<"scope">[];
  capability?: readonly ValueOf<"capability">[];
  attack?: readonly ValueOf<"attack">[];
  trend?: readonly ValueOf<"trend">[];
  workaround?: readonly ValueOf<"workaround">[];
  environment?: readonly ValueOf<"environment">[];
  deadline?: readonly ValueOf<"deadline">[];
  level?: readonly ValueOf<"level">[];
  /** At least one harm of these kinds, confirmed or not as the row says. */
  harm?: readonly (typeof harms)[number][];
  harmConfirmed?: boolean;
}

export interface Row<Result> {
  when: When;
  gives: Result;
  because: string;
}

/** The widest row that fits counts; none fits: narrow. */
export const impactRows: readonly Row<Impact>[] = [
  {
    when: { harm: ["data_lost", "data_exposed", "money_lost"], harmConfirmed: true },
    gives: "wide",
    because: "lasting harm is confirmed",
  },
  {
    when: { harm: ["data_lost", "data_exposed", "money_lost"] },
    gives: "some",
    because: "lasting harm is likely",
  },
  { when: { harm: ["data_wrong"] }, gives: "some", because: "data is wrong" },
  {
    when: { attack: ["active"], capability: ["core_down", "core_broken"] },
    gives: "wide",
    because: "an attacker is active and a main function is lost",
  },
  {
    when: { attack: ["active"], scope: ["all", "many"] },
    gives: "wide",
    because: "an attacker is active and many are hit",
  },
  { when: { attack: ["active"] }, gives: "some", because: "an attacker is active" },
  { when: { attack: ["attempted"] }, gives: "some", because: "an attack was attempted" },
  {
    when: { attack: ["possible"], scope: ["all", "many", "some", "one", "unknown"] },
    gives: "some",
    because: "an attack is possible",
  },
  {
    when: { scope: ["all", "many"], capability: ["core_down", "core_broken", "unknown"] },
    gives: "wide",
    because: "many are hit",
  },
  { when: { scope: ["all"], capability: ["degraded"] }, gives: "wide", because: "all are hit" },
  { when: { scope: ["all", "many", "some"] }, gives: "some", because: "more than one is hit" },
  {
    when: { scope: ["unknown"], capability: ["core_down", "core_broken"] },
    gives: "some",
    because: "a main function is lost, nobody says for whom",
  },
  {
    when: { scope: ["unknown"], capability: ["degraded", "redundancy_lost", "at_risk"] },
    gives: "some",
    because: "part of a service is lost or at risk",
  },
  {
    when: { scope: ["unknown"], capability: ["unknown"] },
    gives: "some",
    because: "neither loss nor scope is told, so it is not taken lightly",
  },
];

/** The most pressing row that fits counts; none fits: later. */
export const urgencyRows: readonly Row<Urgency>[] = [
  { when: { attack: ["active"] }, gives: "now", because: "an attacker is active" },
  {
    when: { capability: ["core_down", "core_broken"] },
    gives: "now",
    because: "a main function fails while you read",
  },
  { when: { deadline: ["now"] }, gives: "now", because: "the deadline is now" },
  {
    when: { trend: ["growing"], capability: ["degraded", "at_risk", "redundancy_lost", "unknown"] },
    gives: "now",
    because: "it is getting worse",
  },
  {
    when: { harm: ["data_lost", "data_exposed", "money_lost"] },
    gives: "now",
    because: "the harm does not wait",
  },
  { when: { harm: ["data_wrong"] }, gives: "today", because: "wrong data spreads" },
  { when: { attack: ["attempted", "possible"] }, gives: "today", because: "somebody hostile may come back" },
  { when: { deadline: ["today"] }, gives: "today", because: "the deadline is close" },
  {
    when: { capability: ["degraded", "redundancy_lost", "unknown"] },
    gives: "today",
    because: "it does not work as it should",
  },
  {
    when: { capability: ["at_risk"], deadline: ["now", "today", "none"] },
    gives: "today",
    because: "it will break if left",
  },
];

/** Highest impact that these facts allow. Data exposed or lost and an attacker inside are exempt. */
export const impactCeilings: readonly Row<Impact>[] = [
  {
    when: { environment: ["staging"] },
    gives: "narrow",
    because: "staging lowers impact: no customer is there",
  },
  {
    when: { environment: ["development"] },
    gives: "narrow",
    because: "development lowers impact: no customer is there",
  },
  { when: { capability: ["cosmetic", "none"] }, gives: "narrow", because: "nothing of use is lost" },
  { when: { scope: ["none"] }, gives: "narrow", because: "nobody notices" },
];

/** Highest urgency that these facts allow. */
export const urgencyCeilings: readonly Row<Urgency>[] = [
  { when: { trend: ["recovered"] }, gives: "later", because: "recovered lowers urgency" },
  { when: { trend: ["recovering"] }, gives: "today", because: "recovering lowers urgency" },
  {
    when: { workaround: ["exists"], attack: ["none", "possible", "attempted"] },
    gives: "today",
    because: "a workaround lowers urgency",
  },
  { when: { capability: ["cosmetic"] }, gives: "later", because: "looks only can wait" },
  {
    when: { environment: ["development"] },
    gives: "today",
    because: "development lowers urgency",
  },
];

/**
 * What the level of the source system adds: a prior, never the answer. A level that is missing or unknown says
 * nothing, in particular not "low".
 */
export const levelPriors: readonly (Row<Severity> & { bound: "at_least" | "at_most" })[] = [
  {
    bound: "at_least",
    when: {
      level: ["critical"],
      capability: ["unknown", "core_down", "core_broken", "redundancy_lost", "at_risk"],
      environment: ["production", "unknown"],
      trend: ["growing", "steady", "unknown"],
      workaround: ["none", "unknown"],
    },
    gives: "P1",
    because: "the source says critical",
  },
  {
    bound: "at_most",
    when: {
      level: ["info"],
      capability: ["unknown", "none", "cosmetic", "at_risk"],
      attack: ["none", "possible"],
    },
    gives: "P3",
    because: "the source says info",
  },
];

/** Before the first of these when two categories have equal support. */
export const tieOrder = ["security", "data", "infra", "app"] as const satisfies readonly Category[];

export const cueWeights: Record<Facts["cues"][number]["strength"], number> = { strong: 3, weak: 1 };

/** Less support than this is no basis for a category: one strong cue or two weak ones are needed. */
export const supportNeeded = 2;

/** Facts that speak for a category by themselves. */
export const factSupport: readonly { when: When; category: (typeof tieOrder)[number]; weight: number }[] = [
  { when: { attack: ["active"] }, category: "security", weight: 3 },
  { when: { attack: ["attempted"] }, category: "security", weight: 2 },
  { when: { attack: ["possible"] }, category: "security", weight: 1 },
  { when: { harm: ["data_exposed"] }, category: "security", weight: 2 },
  { when: { harm: ["data_lost", "data_wrong"] }, category: "data", weight: 1 },
];
