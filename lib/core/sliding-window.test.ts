import fc from "fast-check";
import { expect, test } from "vitest";
import { rateLimitHeaders, refusalHeaders } from "./rate-limit-headers.ts";
import { usedOf, type Window, waitMsFor, windowAt, windowMs } from "./sliding-window.ts";

const startedMs = 1_000 * windowMs;
const count = fc.integer({ min: 0, max: 200 });
const anyWindow = fc.record({
  startedMs: fc.constantFrom(startedMs - 2 * windowMs, startedMs - windowMs, startedMs),
  current: count,
  previous: count,
});
const anyMoment = fc.integer({ min: startedMs, max: startedMs + windowMs - 1 });

const fits = (window: Window, nowMs: number, limit: number) =>
  usedOf(windowAt(window, nowMs), nowMs) + 1 <= limit + 1e-9;

test("who waits as long as told gets in, and nobody is told to wait longer than is needed", () => {
  fc.assert(
    fc.property(anyWindow, anyMoment, fc.integer({ min: 1, max: 150 }), (window, nowMs, limit) => {
      const waitMs = waitMsFor(window, { amount: 1, limit, nowMs });
      expect(fits(window, nowMs + waitMs, limit)).toBe(true);
      expect(waitMs === 0).toBe(fits(window, nowMs, limit));
      if (waitMs > 2) expect(fits(window, nowMs + waitMs - 2, limit)).toBe(false);
      expect(waitMs).toBeLessThanOrEqual(2 * windowMs);
    }),
  );
});

test("nobody gets more than twice the limit in any minute, and after a minute of rest all of it", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 200 }),
      (limit, pauses) => {
        let window: Window | null = null;
        let nowMs = startedMs;
        const admitted: number[] = [];
        for (const pause of pauses) {
          nowMs += pause;
          const now = windowAt(window, nowMs);
          if (usedOf(now, nowMs) + 1 > limit) continue;
          window = { ...now, current: now.current + 1 };
          admitted.push(nowMs);
        }
        for (const from of admitted) {
          const within = admitted.filter((at) => at >= from && at < from + windowMs).length;
          expect(within).toBeLessThanOrEqual(2 * limit);
        }
        expect(usedOf(windowAt(window, nowMs + 2 * windowMs), nowMs + 2 * windowMs)).toBe(0);
      },
    ),
  );
});

test("what is left is told in the fields of the IETF draft", () => {
  const states = [
    { name: "key-requests", limit: 100, remaining: 41.7, resetMs: 29_001 },
    { name: "team-requests", limit: 500, remaining: -1, resetMs: 0 },
  ];
  expect(rateLimitHeaders(states)).toEqual({
    "ratelimit-policy": '"key-requests";q=100;w=60, "team-requests";q=500;w=60',
    ratelimit: '"key-requests";r=41;t=30, "team-requests";r=0;t=1',
  });
  expect(rateLimitHeaders([])).toEqual({});
  expect(refusalHeaders(states, 4_200)["retry-after"]).toBe("5");
});
