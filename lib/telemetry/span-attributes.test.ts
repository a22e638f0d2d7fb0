import { expect, test } from "vitest";
import { callAttributes, callName, decisionEvent, madeAttributes, ownAttributes } from "./span-attributes.ts";

const call = {
  target: { model: "google:gemini-2:latest", tier: "strong" },
  ordinal: 2,
  purpose: "re_ask",
  prompt: { system: "rules", user: "the ticket", parameters: {}, version: "v" },
  reAsk: { complaint: "not JSON", answer: "the answer" },
  outputTokensMax: 900,
  timeoutMs: 1,
  waitMs: 0,
  signal: new AbortController().signal,
} as unknown as Parameters<typeof callAttributes>[0];

test("a call is named and described as GenAI conventions say, without what is asked", () => {
  expect(callName(call)).toBe("chat gemini-2:latest");
  expect(callAttributes(call)).toEqual({
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "gcp.gemini",
    "gen_ai.request.model": "gemini-2:latest",
    "gen_ai.request.max_tokens": 900,
    "gen_ai.output.type": "json",
    "triage.tier": "strong",
    "triage.attempt_ordinal": 2,
    "triage.attempt_purpose": "re_ask",
  });
});

test("a call that its breaker refused was none", () => {
  expect(madeAttributes(null)).toEqual({ "error.type": "circuit_open" });
});

test("a decision is told without its reason, in plain values", () => {
  const told = decisionEvent({
    kind: "redaction",
    atMs: 3,
    removed: { email: 2 },
    reason: "secrets or personal data were replaced by placeholders",
  });
  expect(told).toEqual({ name: "triage.redaction", attributes: {} });
  expect(ownAttributes({ degradedReason: null, modelCalls: 2, ids: ["a"] })).toEqual({
    "triage.model_calls": 2,
  });
});
