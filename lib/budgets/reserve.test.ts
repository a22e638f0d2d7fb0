import fc from "fast-check";
import { expect, test } from "vitest";
import { type BudgetState, decide, type Offer, reachedPercent } from "./reserve.ts";

const budget = (change: Partial<BudgetState> = {}): BudgetState => ({
  id: "bud_a",
  overBudget: "rules",
  limitNanoUsd: 1_000n,
  spentNanoUsd: 0n,
  reservedNanoUsd: 0n,
  periodStart: new Date(0),
  warnedPercent: 0,
  endsInMs: 3_600_000,
  ...change,
});

const [most, lean, least]: [Offer, Offer, Offer] = [
  { outputTokens: 8192, nanoUsd: 100n },
  { outputTokens: 2048, nanoUsd: 40n },
  { outputTokens: 1024, nanoUsd: 25n },
];
const offers = [most, lean, least];

test.each([
  ["plenty is left: room for reasoning", [budget({ limitNanoUsd: 5_000n })], most],
  ["less is left: a leaner answer, so that others find room", [budget()], lean],
  ["the last of it: what an answer needs", [budget({ spentNanoUsd: 970n })], least],
  [
    "the tightest of several counts",
    [budget({ limitNanoUsd: 5_000n }), budget({ reservedNanoUsd: 970n })],
    least,
  ],
])("%s", (_name, budgets, offer) => {
  expect(decide(budgets, "cheap", offers)).toEqual({ kind: "grant", offer });
});

test("what is spent is spent until the period ends, and what is only kept may come back", () => {
  const spent = budget({ id: "bud_spent", spentNanoUsd: 980n, endsInMs: 7_000 });
  const kept = budget({ id: "bud_kept", reservedNanoUsd: 990n });
  expect(decide([spent, kept], "cheap", offers)).toEqual({
    kind: "refuse",
    by: [spent],
    exhausted: true,
    endsInMs: 7_000,
  });
  expect(decide([kept], "cheap", offers)).toMatchObject({ kind: "refuse", by: [kept], exhausted: false });
});

test("a budget that keeps strong models away counts the cheap ones without stopping them", () => {
  const used = budget({ overBudget: "cheap_only", spentNanoUsd: 5_000n });
  expect(decide([used], "cheap", offers)).toMatchObject({ kind: "grant" });
  expect(decide([used], "strong", offers)).toMatchObject({ kind: "refuse", exhausted: true });
  expect(decide([used, budget({ spentNanoUsd: 1_000n })], "cheap", offers)).toMatchObject({ kind: "refuse" });
});

test.each([
  [0n, null],
  [799n, null],
  [800n, 80],
  [999n, 80],
  [1_000n, 100],
  [5_000n, 100],
])("%s of 1000 is told as %s %", (spent, percent) => {
  expect(reachedPercent(spent, 1_000n)).toBe(percent);
});

const amount = fc.bigInt({ min: 0n, max: 10_000n });
const state = fc
  .record({
    limitNanoUsd: fc.bigInt({ min: 1n, max: 10_000n }),
    spentNanoUsd: amount,
    reservedNanoUsd: amount,
  })
  .map((use) => budget(use));

test("never grants more than every budget has left, and refuses only when the least does not fit", () => {
  fc.assert(
    fc.property(fc.array(state, { minLength: 1, maxLength: 4 }), (budgets) => {
      const decision = decide(budgets, "strong", offers);
      const left = budgets.map((each) => each.limitNanoUsd - each.spentNanoUsd - each.reservedNanoUsd);
      const fits = (nanoUsd: bigint) => left.every((rest) => nanoUsd <= rest);
      if (decision.kind === "grant") expect(fits(decision.offer.nanoUsd)).toBe(true);
      else expect(fits(least.nanoUsd)).toBe(false);
    }),
  );
});

/** What may happen to a budget, whoever does it. */
type Act = { kind: "ask" } | { kind: "settle"; share: number } | { kind: "expire" };
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.constant<Act>({ kind: "ask" }),
  fc.record({ kind: fc.constant("settle" as const), share: fc.integer({ min: 0, max: 100 }) }),
  fc.constant<Act>({ kind: "expire" }),
);

test("whatever is asked, settled and lost in whatever order, no more than the limit is ever spent", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 3_000n }), fc.array(act, { maxLength: 200 }), (limit, acts) => {
      const use = budget({ limitNanoUsd: limit });
      const open: bigint[] = [];
      for (const each of acts) {
        const decision = each.kind === "ask" ? decide([use], "cheap", offers) : null;
        if (decision?.kind === "grant") {
          use.reservedNanoUsd += decision.offer.nanoUsd;
          open.push(decision.offer.nanoUsd);
        }
        const ended = each.kind === "ask" ? undefined : open.shift();
        if (ended !== undefined) {
          use.reservedNanoUsd -= ended;
          if (each.kind === "settle") use.spentNanoUsd += (ended * BigInt(each.share)) / 100n;
        }
        expect(use.reservedNanoUsd).toBe(open.reduce((sum, kept) => sum + kept, 0n));
        expect(use.spentNanoUsd + use.reservedNanoUsd <= limit).toBe(true);
      }
    }),
  );
});
