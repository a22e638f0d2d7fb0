import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultReviewClocks } from "#lib/contracts/review-clocks.ts";
import { severities } from "#lib/contracts/vocabulary.ts";
import { clocksOf } from "./clocks-of.ts";

const queuedAt = new Date("2026-03-01T10:00:00Z");
const after = (minutes: number) => new Date(queuedAt.getTime() + minutes * 60_000);

const waiting = {
  claimDueAt: after(5).toISOString(),
  decideDueAt: after(15).toISOString(),
  firstClaimedAt: null,
  decided: null,
  secondOpinion: false,
};
const decidedAt = (at: Date) => ({ by: "Ada", at: at.toISOString(), action: "approve" as const });

const statesOf = (item: Parameters<typeof clocksOf>[0], now: Date) => {
  const { claim, decide } = clocksOf(item, now.getTime());
  return [claim.state, decide.state];
};

test.each([
  ["nobody took it, there is time", waiting, 4, ["running", "running"]],
  ["nobody took it in time", waiting, 6, ["breached", "running"]],
  ["both ran out", waiting, 16, ["breached", "breached"]],
  ["it was taken in time", { ...waiting, firstClaimedAt: after(4).toISOString() }, 6, ["kept", "running"]],
  ["it was taken late", { ...waiting, firstClaimedAt: after(6).toISOString() }, 7, ["late", "running"]],
  [
    "taken, and not decided in time",
    { ...waiting, firstClaimedAt: after(4).toISOString() },
    16,
    ["kept", "breached"],
  ],
  ["it was decided in time", { ...waiting, decided: decidedAt(after(4)) }, 60, ["kept", "kept"]],
  ["it was decided late", { ...waiting, decided: decidedAt(after(20)) }, 60, ["late", "late"]],
  [
    "a second opinion waits as a new card does",
    { ...waiting, secondOpinion: true, decided: decidedAt(after(-60)) },
    4,
    ["running", "running"],
  ],
])("%s", (_what, item, minutes, states) => {
  expect(statesOf(item, after(minutes))).toEqual(states);
});

test("a clock that runs is never over, one that ran out has nothing left", () => {
  fc.assert(
    fc.property(fc.constantFrom(...severities), fc.integer({ min: 0, max: 10_000 }), (severity, minutes) => {
      const { claimMinutes, decideMinutes } = defaultReviewClocks[severity];
      const item = {
        ...waiting,
        claimDueAt: after(claimMinutes).toISOString(),
        decideDueAt: after(decideMinutes).toISOString(),
      };
      for (const { state, leftMs } of Object.values(clocksOf(item, after(minutes).getTime())))
        expect(leftMs > 0).toBe(state === "running");
    }),
  );
});
