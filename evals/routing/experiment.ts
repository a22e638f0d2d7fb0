import type { EvalCase } from "#lib/contracts/eval-case.ts";
import type { RoutingPolicy } from "#lib/contracts/policy.ts";
import type { RoutingCause } from "#lib/contracts/trace.ts";
import type { Tier } from "#lib/contracts/vocabulary.ts";
import { bootstrapInterval } from "#lib/evals/bootstrap.ts";
import { isDefensible, severityGap } from "#lib/evals/outcome.ts";
import type { Interval } from "#lib/evals/paired-interval.ts";
import { seededRandom } from "#lib/evals/seeded-random.ts";
import { costNanoUsdOf } from "#lib/gateway/cost.ts";
import { type AnswerSignals, nextTier, startTier, type TicketSignals } from "#lib/gateway/router.ts";
import { ticketSignals } from "#lib/services/triage/routing-signals.ts";
import { extractWithRules } from "#lib/triage/rules/extract.ts";
import { type ReaderOptions, readCase } from "./simulated-readers.ts";

/**
 * Does the router send the right tickets to the strong tier? Simulated models read labelled cases; the router decides by
 * what it would see. The control spends the same money on tickets drawn by lot.
 */

/** USD per million tokens of a small and a large model, of the size in which they are sold together. */
const prices = { cheap: { input: 0.25, output: 2 }, strong: { input: 2.5, output: 15 } };
/** Tokens of the prompt around a ticket and of an answer, as measured on the product's own prompt. */
const promptTokens = 3_600;
const answerTokens = 450;
const charactersPerToken = 4;

/** Way of a ticket through the tiers. */
type Way = "cheap" | "strong" | "both";

interface Place {
  one: EvalCase;
  ticket: TicketSignals;
  cost: Record<Way, number>;
}

const place = (one: EvalCase): Place => {
  const { text, service, environment } = one;
  const request = { text, ...(service ? { service } : {}), ...(environment ? { environment } : {}) };
  const costOf = (tier: Tier) => {
    const usage = {
      inputTokens: promptTokens + Math.ceil(text.length / charactersPerToken),
      outputTokens: answerTokens,
      cachedInputTokens: 0,
      cacheWriteTokens: 0,
      cacheWrite1hTokens: 0,
      reasoningTokens: 0,
    };
    return Number(costNanoUsdOf(usage, prices[tier])) / 1e9;
  };
  const [cheap, strong] = [costOf("cheap"), costOf("strong")];
  return {
    one,
    ticket: ticketSignals({ request }, extractWithRules(request)),
    cost: { cheap, strong, both: cheap + strong },
  };
};

export interface Arm {
  /** Share of cases whose category is defensible and whose severity is in its band. */
  accuracy: number;
  /** Mean cost of a case, in USD. */
  costUsd: number;
  /** Share of cases that a strong model read. */
  strongShare: number;
  /** Share of the cheap model's errors that a strong model read instead. */
  errorsCaught: number;
}

export interface RoutingResult {
  cases: number;
  seeds: number;
  arms: Record<"cheapOnly" | "router" | "control" | "strongOnly", Arm>;
  /** Router less control. */
  accuracyGain: { mean: number; interval: Interval | null; lowestOfSeeds: number };
  caughtGain: { mean: number; interval: Interval | null };
  /** How often each cause sent a case to the strong tier, as a share of cases. */
  causes: Partial<Record<RoutingCause, number>>;
}

const isRight = ({ one }: Place, { category, severity }: AnswerSignals): boolean => {
  const prediction = { category } as Parameters<typeof isDefensible>[0]["prediction"];
  return isDefensible({ label: one, prediction }) && (severityGap(one, severity) ?? 0) === 0;
};

interface Decided {
  way: Way;
  causes: RoutingCause[];
}

function routed({ ticket }: Place, answer: AnswerSignals, routing: RoutingPolicy): Decided {
  const models = { cheap: ["cheap"], strong: ["strong"] };
  const start = startTier(ticket, { routing, models });
  if (start.tier === "strong") return { way: "strong", causes: start.causes };
  const next = nextTier(ticket, answer, routing);
  return { way: next.tier === "strong" ? "both" : "cheap", causes: next.causes };
}

/** Ways drawn by lot, of which the strong ones cost at least as much as the router's do. */
function byLot(places: readonly Place[], ways: readonly Way[], random: () => number): Way[] {
  const costOf = (chosen: readonly Way[]) =>
    places.reduce((sum, { cost }, index) => sum + cost[chosen[index] ?? "cheap"], 0);
  const budget = costOf(ways);
  const shuffled = places
    .map((_, index) => ({ index, draw: random() }))
    .sort((one, other) => one.draw - other.draw)
    .map(({ index }) => index);
  const upgrades = ways.filter((way) => way !== "cheap");
  const drawn: Way[] = places.map(() => "cheap");
  let spent = costOf(drawn);
  for (const [turn, index] of shuffled.entries()) {
    if (spent >= budget) break;
    const way = upgrades[turn % upgrades.length] ?? "both";
    spent += (places[index]?.cost[way] ?? 0) - (places[index]?.cost.cheap ?? 0);
    drawn[index] = way;
  }
  return drawn;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Sums over the seeds for one case. */
interface Tally {
  right: Record<keyof RoutingResult["arms"], number>;
  cost: Record<keyof RoutingResult["arms"], number>;
  strong: Record<keyof RoutingResult["arms"], number>;
  caught: Record<keyof RoutingResult["arms"], number>;
  cheapErrors: number;
}

const arms = ["cheapOnly", "router", "control", "strongOnly"] as const;
const zeros = () => ({ cheapOnly: 0, router: 0, control: 0, strongOnly: 0 });

/**
 * Runs the experiment with seeds 1 to `seeds`. Intervals are of 95 % over cases, each with all of its seeds, since cases
 * and not dice are what is scarce.
 */
export function runRoutingExperiment(
  given: readonly EvalCase[],
  routing: RoutingPolicy,
  { seeds, ...reader }: ReaderOptions & { seeds: number },
): RoutingResult {
  const places = given.filter(({ category }) => category !== undefined).map(place);
  const tallies: Tally[] = places.map(() => ({
    right: zeros(),
    cost: zeros(),
    strong: zeros(),
    caught: zeros(),
    cheapErrors: 0,
  }));
  const causes = new Map<RoutingCause, number>();
  const gains: number[] = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const random = seededRandom(seed);
    const answers = places.map(({ one }) => ({
      cheap: readCase(one, "cheap", random, reader),
      strong: readCase(one, "strong", random, reader),
    }));
    const decisions = places.map((each, index) => {
      const answer = answers[index]?.cheap;
      if (!answer) throw new Error("Every case was read.");
      return routed(each, answer, routing);
    });
    for (const { causes: found } of decisions) {
      for (const cause of new Set(found)) causes.set(cause, (causes.get(cause) ?? 0) + 1);
    }
    const routerWays = decisions.map(({ way }) => way);
    const ways: Record<(typeof arms)[number], readonly Way[]> = {
      cheapOnly: places.map(() => "cheap"),
      router: routerWays,
      control: byLot(places, routerWays, random),
      strongOnly: places.map(() => "strong"),
    };
    let gain = 0;
    for (const [index, each] of places.entries()) {
      const [tally, answer] = [tallies[index], answers[index]];
      if (!tally || !answer) continue;
      const right = { cheap: isRight(each, answer.cheap), strong: isRight(each, answer.strong) };
      if (!right.cheap) tally.cheapErrors += 1;
      for (const arm of arms) {
        const way = ways[arm][index] ?? "cheap";
        const isRightNow = way === "cheap" ? right.cheap : right.strong;
        tally.right[arm] += isRightNow ? 1 : 0;
        tally.cost[arm] += each.cost[way];
        tally.strong[arm] += way === "cheap" ? 0 : 1;
        tally.caught[arm] += way !== "cheap" && !right.cheap ? 1 : 0;
        if (arm === "router") gain += isRightNow ? 1 : 0;
        if (arm === "control") gain -= isRightNow ? 1 : 0;
      }
    }
    gains.push(gain / places.length);
  }
  const runs = places.length * seeds;
  const total = (of: (tally: Tally) => number) => tallies.reduce((sum, tally) => sum + of(tally), 0);
  const errors = total(({ cheapErrors }) => cheapErrors);
  const armOf = (arm: (typeof arms)[number]): Arm => ({
    accuracy: total(({ right }) => right[arm]) / runs,
    costUsd: total(({ cost }) => cost[arm]) / runs,
    strongShare: total(({ strong }) => strong[arm]) / runs,
    errorsCaught: total(({ caught }) => caught[arm]) / errors,
  });
  const caughtGain = (sums: readonly number[]) =>
    sums[2] ? ((sums[0] ?? 0) - (sums[1] ?? 0)) / sums[2] : null;
  return {
    cases: places.length,
    seeds,
    arms: {
      cheapOnly: armOf("cheapOnly"),
      router: armOf("router"),
      control: armOf("control"),
      strongOnly: armOf("strongOnly"),
    },
    accuracyGain: {
      mean: mean(gains),
      interval: bootstrapInterval(
        tallies.map(({ right }) => [(right.router - right.control) / seeds, 1]),
        ([gain = 0, count = 0]) => (count === 0 ? null : gain / count),
      ),
      lowestOfSeeds: Math.min(...gains),
    },
    caughtGain: {
      mean:
        caughtGain([total(({ caught }) => caught.router), total(({ caught }) => caught.control), errors]) ??
        0,
      interval: bootstrapInterval(
        tallies.map(({ caught, cheapErrors }) => [caught.router, caught.control, cheapErrors]),
        caughtGain,
      ),
    },
    causes: Object.fromEntries([...causes].map(([cause, count]) => [cause, count / runs])),
  };
}
