import { expect, test } from "vitest";
import type { AttemptTrace, TraceEvent } from "#lib/contracts/trace.ts";
import { timelineOf } from "./timeline-entries.ts";

const attempt = (fields: Partial<AttemptTrace>): AttemptTrace => ({
  id: "att_1",
  ordinal: 1,
  model: "compatible:small",
  tier: "cheap",
  purpose: "first",
  startedAt: "2026-01-01T00:00:00.000Z",
  startMs: 10,
  waitMs: 0,
  ms: 1_200,
  outcome: "succeeded",
  statusCode: 200,
  detail: null,
  inputTokens: 900,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  cacheWrite1hTokens: 0,
  outputTokens: 80,
  reasoningTokens: 0,
  costUsd: 0.0042,
  pricesVersion: "1",
  repair: null,
  promptVersion: "p1",
  ...fields,
});

const events: TraceEvent[] = [
  { kind: "cache", atMs: 2, reason: "No card of this incident.", decision: "miss", triageId: null },
  {
    kind: "breaker",
    atMs: 10,
    reason: "It failed too often.",
    model: "compatible:small",
    from: "half_open",
    to: "open",
  },
  {
    kind: "wait",
    atMs: 1_210,
    reason: "The provider asked for it.",
    model: "compatible:small",
    ms: 400,
    retryAfterMs: 400,
  },
];

test("calls and decisions stand in the order of time, with what each took and cost", () => {
  const entries = timelineOf({
    events,
    attempts: [
      attempt({ outcome: "rate_limited", statusCode: 429, inputTokens: null, costUsd: null }),
      attempt({
        ordinal: 2,
        purpose: "retry",
        startMs: 1_610,
        waitMs: 400,
        repair: { reAsk: false, answer: ["fence", "surplus_fields"] },
      }),
    ],
  });
  expect(entries.map(({ atMs, name, outcome }) => [atMs, name, outcome])).toEqual([
    [2, "Cache", null],
    [10, "Breaker", null],
    [10, "Call", "rate_limited"],
    [1_210, "Wait", null],
    [1_610, "Retry", "succeeded"],
  ]);
  expect(entries.map(({ text }) => text)).toEqual([
    "No card of this incident.",
    "compatible:small: tried again → left alone. It failed too often.",
    "compatible:small · HTTP 429 · took 1.2 s · tokens unknown · cost unknown",
    "compatible:small, 400 ms. The provider asked for it.",
    expect.stringMatching(
      /^compatible:small · HTTP 200 · took 1\.2 s · after 400 ms of waiting · 900 tokens in, 80 out · \$0\.0042\S* · mended: fence, surplus fields$/,
    ),
  ]);
});
