import { expect, test } from "vitest";
import type { Attempt } from "#lib/gateway/attempt.ts";
import { createMeters } from "./meters.ts";

const attempt = (changes: Partial<Attempt> = {}): Attempt => ({
  id: "att_1",
  ordinal: 1,
  model: "openai:small",
  tier: "cheap",
  purpose: "first",
  promptVersion: "v1",
  startedAt: new Date(0),
  waitMs: 0,
  costNanoUsd: 1_500_000n,
  pricesVersion: "prices_test",
  outcome: {
    outcome: "refused",
    detail: "the model refused",
    ms: 1_500,
    usage: {
      inputTokens: 100,
      cachedInputTokens: 40,
      cacheWriteTokens: 0,
      cacheWrite1hTokens: 0,
      outputTokens: 7,
      reasoningTokens: 2,
    },
    sent: true,
    statusCode: 200,
    simulated: false,
    providerRequestId: null,
  },
  ...changes,
});

const meters = () => createMeters({ models: ["openai:small"], version: "1.2.3" });

test("a call counts by model, purpose and outcome, with its tokens, cost and time", async () => {
  const { called, registry } = meters();
  called(attempt());
  called(attempt({ purpose: "re_ask", costNanoUsd: null }));
  const lines = (await registry.metrics()).split("\n");
  const calls = 'triage_model_calls_total{model="openai:small",purpose=';
  expect(lines).toContain(`${calls}"first",outcome="refused"} 1`);
  expect(lines).toContain(`${calls}"re_ask",outcome="refused"} 1`);
  expect(lines).toContain(`${calls}"fall_back",outcome="timed_out"} 0`);
  expect(lines).toContain('triage_model_tokens_total{model="openai:small",type="cached_input"} 80');
  expect(lines).toContain('triage_model_cost_usd_total{model="openai:small"} 0.0015');
  expect(lines).toContain('triage_model_unpriced_calls_total{model="openai:small"} 1');
  expect(lines).toContain('triage_model_call_duration_seconds_bucket{le="1",model="openai:small"} 0');
  expect(lines).toContain('triage_model_call_duration_seconds_bucket{le="2",model="openai:small"} 2');
});

test("a name that is not in the configuration is no label", async () => {
  const { called, decided, registry } = meters();
  called(attempt({ model: "a name out of a request" }));
  decided({
    kind: "skip",
    model: "another",
    cause: "retry_budget",
    retryAfterMs: null,
    atMs: 0,
    reason: "r",
  });
  const text = await registry.metrics();
  expect(text).not.toMatch(/out of a request|another"/);
  expect(text).toContain('triage_model_skips_total{model="other",cause="retry_budget"} 1');
});

test("an answer counts by path and tier, a degraded one by its reason as well", async () => {
  const { answered, registry } = meters();
  const origin = { model: null, promptVersion: null, policyVersion: "p", simulated: false } as const;
  answered({ ...origin, path: "rules", tier: null, degraded: true, degradedReason: "timeout" }, 30);
  answered({ ...origin, path: "cache", tier: "cheap", degraded: false, degradedReason: null }, 30);
  const text = await registry.metrics();
  expect(text).toContain('triage_duration_seconds_bucket{le="0.05",path="rules",tier="none"} 1');
  expect(text).toContain('triage_duration_seconds_count{path="cache",tier="cheap"} 1');
  expect(text).toContain('triage_degraded_total{reason="timeout"} 1');
  expect(text).toContain('triage_degraded_total{reason="overloaded"} 0');
});

test("decisions of the trace are counted", async () => {
  const { decided, registry } = meters();
  const event = { atMs: 0, reason: "r" };
  decided({ ...event, kind: "cache", decision: "hit", triageId: "tri_1" });
  decided({ ...event, kind: "join", triageId: "tri_1", waitedMs: 3 });
  decided({ ...event, kind: "redaction", removed: { email: 2 } });
  decided({ ...event, kind: "breaker", model: "openai:small", from: "closed", to: "open" });
  const text = await registry.metrics();
  expect(text).toContain('triage_cache_lookups_total{result="hit"} 1');
  expect(text).toContain("triage_joins_total 1");
  expect(text).toContain('triage_redacted_values_total{kind="email"} 2');
  expect(text).toContain('triage_breaker_changes_total{model="openai:small",to="open"} 1');
});
